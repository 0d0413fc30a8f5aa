UPDATE ops.loads SET status = 'failed', reason = %(reason)s, finished_at = clock_timestamp()
WHERE load_id = %(load_id)s AND status IN ('running', 'held', 'failed')
