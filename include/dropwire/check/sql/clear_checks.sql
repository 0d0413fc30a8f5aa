-- A load checked anew is decided anew; one that was stopped is at work again.
DELETE FROM ops.rejects WHERE load_id = %(load_id)s AND stage = 'check' AND shard IN ('', 'decision');
DELETE FROM ops.check_results WHERE load_id = %(load_id)s;
UPDATE ops.loads SET status = 'running', reason = NULL, finished_at = NULL
WHERE load_id = %(load_id)s AND status = 'stopped';
