-- What a load set aside again, by rule.
SELECT rule, count(DISTINCT item_id)::integer, min(file || coalesce(' #' || record, '')), min(reason)
FROM ops.rejects
WHERE load_id = %(load_id)s AND event_no IS NULL AND disposition = 'quarantined'
GROUP BY rule ORDER BY 2 DESC, 1
