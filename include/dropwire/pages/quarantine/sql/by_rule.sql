-- What was set aside by rule, what of it is open, and how much on each of the latest days.
WITH newest AS (
    SELECT max(day) AS day FROM ops.loads WHERE status IN ('published', 'discarded')
), counted AS (
    SELECT r.stage, r.rule, l.day, count(*) AS n, count(*) FILTER (WHERE r.state = 'open') AS n_open
    FROM ops.rejects r JOIN ops.loads l USING (load_id)
    WHERE r.state IS NOT NULL
      AND (%(day)s::date IS NULL OR l.day = %(day)s)
      AND (%(source)s::text IS NULL OR r.source ILIKE '%%' || %(source)s || '%%' OR r.file ILIKE '%%' || %(source)s || '%%')
      AND (%(stage)s::text IS NULL OR r.stage = %(stage)s)
      AND (%(text)s::text IS NULL OR strpos(lower(concat_ws(' ', r.reason, r.file, r.found::text)), lower(%(text)s)) > 0)
    GROUP BY r.stage, r.rule, l.day
)
SELECT c.stage, c.rule, sum(c.n_open)::integer, sum(c.n)::integer, max(c.day), n.day,
       coalesce(jsonb_object_agg(c.day, c.n) FILTER (WHERE c.day > n.day - %(days)s), '{}')
FROM counted c, newest n
GROUP BY c.stage, c.rule, n.day
ORDER BY 3 DESC, 4 DESC, 2
