SELECT r.stage, r.rule, r.state, count(*)::integer, count(DISTINCT r.item_id)::integer, min(l.day), max(l.day),
       max(r.reject_id)
FROM ops.rejects r
JOIN ops.loads l USING (load_id)
WHERE r.state IS NOT NULL
  AND (%(ids)s::bigint[] IS NULL OR r.reject_id = ANY (%(ids)s::bigint[]))
  AND (%(day)s::date IS NULL OR l.day = %(day)s)
  AND (%(source)s::text IS NULL OR r.source ILIKE '%%' || %(source)s || '%%' OR r.file ILIKE '%%' || %(source)s || '%%')
  AND (%(rule)s::text IS NULL OR r.rule = %(rule)s)
  AND (%(stage)s::text IS NULL OR r.stage = %(stage)s)
  AND (%(text)s::text IS NULL OR strpos(lower(concat_ws(' ', r.reason, r.file, r.found::text)), lower(%(text)s)) > 0)
  AND (%(state)s::text IS NULL OR r.state = %(state)s)
GROUP BY r.stage, r.rule, r.state
ORDER BY count(*) DESC, r.rule
