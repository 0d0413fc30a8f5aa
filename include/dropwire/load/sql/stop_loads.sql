-- A run that ended before it published: nothing waits for its loads, and the files are the next run's.
UPDATE ops.loads SET status = 'stopped', reason = %(reason)s, finished_at = clock_timestamp()
WHERE run_id = %(run_id)s AND status IN ('running', 'held')
