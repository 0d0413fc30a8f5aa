-- The loads of a day that made anything of its items, with the day each began: its items are kept in that day's month.
SELECT load_id, (started_at AT TIME ZONE 'UTC')::date, status = 'published' FROM ops.loads
WHERE day = %(day)s AND NOT dry_run AND n_read > 0 AND status IN ('published', 'discarded')
