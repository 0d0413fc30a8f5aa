INSERT INTO ops.fetch_runs (source, day, run_id) VALUES (%(source)s, %(day)s, %(run_id)s) RETURNING fetch_id
