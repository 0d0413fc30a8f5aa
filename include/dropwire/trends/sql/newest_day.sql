-- The newest day that is over, measured as it came.
SELECT max(t.day) FROM ops.trend_days t JOIN ops.loads l USING (load_id)
WHERE t.source_key = 'all' AND NOT t.is_backfill AND t.day < %(today)s AND (l.status = 'published' OR l.load_id = %(load_id)s)
