INSERT INTO ops.fetch_sources (source, last_ok_at) VALUES (%(source)s, now())
ON CONFLICT (source) DO UPDATE SET failures = 0, open_until = NULL, reason = NULL, last_ok_at = now()
