SELECT q.stage, q.rule, q.state, count(*)::integer, count(DISTINCT q.item_id)::integer, min(q.day), max(q.day),
       (array_agg(q.reject_id ORDER BY q.reject_id DESC))[1]
FROM ops.quarantine q
WHERE (%(day)s::date IS NULL OR q.day = %(day)s)
  AND (%(source)s::text IS NULL OR q.source ILIKE '%%' || %(source)s || '%%' OR q.file ILIKE '%%' || %(source)s || '%%')
  AND (%(rule)s::text IS NULL OR q.rule = %(rule)s)
  AND (%(stage)s::text IS NULL OR q.stage = %(stage)s)
  AND (%(state)s::text IS NULL OR q.state = %(state)s)
GROUP BY q.stage, q.rule, q.state
ORDER BY count(*) DESC, q.rule
