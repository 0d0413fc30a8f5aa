DELETE FROM ops.rejects WHERE load_id = %(load_id)s AND stage = 'check' AND shard IN ('', 'decision');
DELETE FROM ops.check_results WHERE load_id = %(load_id)s;
