SELECT rule, count(DISTINCT item_id)::integer
FROM ops.rejects
WHERE load_id = %(load_id)s AND event_no IS NULL AND disposition = 'quarantined'
GROUP BY rule ORDER BY 2 DESC, 1
