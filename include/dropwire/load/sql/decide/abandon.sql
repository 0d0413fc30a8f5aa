-- A run begun again opens a load anew: what it left open before is no longer to be published or decided.
UPDATE ops.loads SET status = 'failed', finished_at = clock_timestamp(),
    reason = 'the run was begun again before this load was ' || CASE status WHEN 'held' THEN 'decided on' ELSE 'published' END
WHERE run_id = %(run_id)s AND status IN ('running', 'held', 'stopped')
