SELECT max(load_id), count(*) FROM ops.loads WHERE run_id = %(run_id)s
