UPDATE ops.loads SET status = 'held', held_until = now() + make_interval(secs => %(seconds)s)
WHERE load_id = %(load_id)s AND status IN ('held', 'stopped')
