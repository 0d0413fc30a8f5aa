-- Since when each source comes, as far back as days are compared.
SELECT t.source_key, min(t.day)
FROM ops.trend_days t JOIN ops.loads l USING (load_id)
WHERE t.day BETWEEN %(first)s AND %(last)s AND NOT t.is_backfill AND (l.status = 'published' OR l.load_id = %(load_id)s)
GROUP BY t.source_key
