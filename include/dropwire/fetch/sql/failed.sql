-- Left alone from the third failure on: an hour, doubled each time up to a day; or as long as the site asks.
INSERT INTO ops.fetch_sources AS s (source, failures, reason, open_until)
VALUES (%(source)s, 1, %(reason)s, now() + make_interval(secs => %(retry_after)s))
ON CONFLICT (source) DO UPDATE
SET failures = s.failures + 1, reason = excluded.reason,
    open_until = greatest(excluded.open_until,
        CASE WHEN s.failures + 1 >= 3 THEN now() + least(interval '1 day', interval '1 hour' * 2 ^ (s.failures - 2)) END)
