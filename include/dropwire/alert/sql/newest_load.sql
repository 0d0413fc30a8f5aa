SELECT max(load_id) FROM ops.loads WHERE run_id = %(run_id)s
