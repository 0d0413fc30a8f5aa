SELECT count(*)
FROM ops.rejects r JOIN ops.loads l USING (load_id)
WHERE r.state = 'open'
  AND (%(day)s::date IS NULL OR l.day = %(day)s)
  AND (%(source)s::text IS NULL OR r.source ILIKE '%%' || %(source)s || '%%' OR r.file ILIKE '%%' || %(source)s || '%%')
  AND (%(rule)s::text IS NULL OR r.rule = %(rule)s)
  AND (%(stage)s::text IS NULL OR r.stage = %(stage)s)
  AND (%(text)s::text IS NULL OR strpos(lower(concat_ws(' ', r.reason, r.file, r.found::text)), lower(%(text)s)) > 0)
