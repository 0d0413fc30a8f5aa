SELECT stage, rule, count(DISTINCT item_id)::integer, min(reason)
FROM ops.rejects
WHERE load_id = %(load_id)s AND stage <> 'check' AND disposition = 'quarantined'
GROUP BY stage, rule ORDER BY 3 DESC, 2
