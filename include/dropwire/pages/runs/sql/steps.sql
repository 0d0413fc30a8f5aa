-- The steps of a load: when the first part began, how long it was at work, parts, and the longest of them.
SELECT step, min(started_at), extract(epoch FROM max(started_at + make_interval(secs => seconds)) - min(started_at))::float8,
       count(*), max(seconds)::float8
FROM ops.load_steps WHERE load_id = %(load_id)s
GROUP BY step ORDER BY min(started_at)
