-- Which entries first, what became of them after: the view asks a lot for each.
WITH meant AS MATERIALIZED (
    SELECT r.reject_id
    FROM ops.rejects r
    JOIN ops.loads l USING (load_id)
    WHERE r.state IS NOT NULL
      AND (%(ids)s::bigint[] IS NULL OR r.reject_id = ANY (%(ids)s::bigint[]))
      AND (%(item_id)s::uuid IS NULL OR r.item_id = %(item_id)s::uuid)
      AND (%(before)s::bigint IS NULL OR r.reject_id < %(before)s)
      AND (%(load_id)s::bigint IS NULL OR r.load_id = %(load_id)s)
      AND (%(day)s::date IS NULL OR l.day = %(day)s)
      AND (%(source)s::text IS NULL OR r.source ILIKE '%%' || %(source)s || '%%' OR r.file ILIKE '%%' || %(source)s || '%%')
      AND (%(rule)s::text IS NULL OR r.rule = %(rule)s)
      AND (%(stage)s::text IS NULL OR r.stage = %(stage)s)
      AND (%(text)s::text IS NULL OR strpos(lower(concat_ws(' ', r.reason, r.file, r.found::text)), lower(%(text)s)) > 0)
      AND (%(state)s::text IS NULL OR r.state = %(state)s)
    ORDER BY r.reject_id DESC
    LIMIT %(limit)s
)
SELECT q.reject_id, q.load_id, q.day, q.item_id::text, q.event_no, q.file, q.file_sha256, q.record, q.source, q.stage,
       q.rule, q.reason, q.found, q.created_at, q.state, q.to_load_id, q.outcome, q.moved_by, q.moved_at, q.comment
FROM meant CROSS JOIN LATERAL (SELECT * FROM ops.quarantine q WHERE q.reject_id = meant.reject_id OFFSET 0) AS q
ORDER BY q.reject_id DESC
