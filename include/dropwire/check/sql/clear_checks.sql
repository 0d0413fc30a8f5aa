DELETE FROM ops.rejects WHERE load_id = %(load_id)s AND stage = 'check' AND shard = '';
DELETE FROM ops.check_results WHERE load_id = %(load_id)s;
UPDATE ops.loads SET verdict = %(verdict)s WHERE load_id = %(load_id)s;
