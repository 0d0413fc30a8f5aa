INSERT INTO ops.load_steps (load_id, step, part, started_at, seconds)
VALUES (%(load_id)s, %(step)s, %(part)s, %(began)s, extract(epoch FROM clock_timestamp() - %(began)s))
ON CONFLICT (load_id, step, part) DO UPDATE SET started_at = excluded.started_at, seconds = excluded.seconds
