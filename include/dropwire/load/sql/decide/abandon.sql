-- A run begun again asks anew: what it held before is no longer to be decided.
UPDATE ops.loads SET status = 'failed', reason = 'the run was begun again before anyone had decided',
    finished_at = clock_timestamp()
WHERE run_id = %(run_id)s AND status = 'held'
