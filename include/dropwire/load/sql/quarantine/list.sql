SELECT q.reject_id, q.load_id, q.day, q.item_id::text, q.event_no, q.file, q.file_sha256, q.record, q.source, q.stage,
       q.rule, q.reason, q.found, q.created_at, q.state, q.to_load_id, q.outcome, q.moved_by, q.moved_at, q.comment
FROM ops.quarantine q
WHERE (%(ids)s::bigint[] IS NULL OR q.reject_id = ANY (%(ids)s::bigint[]))
  AND (%(load_id)s::bigint IS NULL OR q.load_id = %(load_id)s)
  AND (%(day)s::date IS NULL OR q.day = %(day)s)
  AND (%(source)s::text IS NULL OR q.source ILIKE '%%' || %(source)s || '%%' OR q.file ILIKE '%%' || %(source)s || '%%')
  AND (%(rule)s::text IS NULL OR q.rule = %(rule)s)
  AND (%(stage)s::text IS NULL OR q.stage = %(stage)s)
  AND (%(state)s::text IS NULL OR q.state = %(state)s)
ORDER BY q.reject_id DESC
LIMIT %(limit)s
