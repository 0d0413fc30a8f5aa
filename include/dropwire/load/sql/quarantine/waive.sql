INSERT INTO ops.waivers (item_id, rule, waived_by, comment)
SELECT DISTINCT q.item_id, q.rule, %(by)s, %(comment)s
FROM ops.quarantine q
WHERE q.load_id = %(from_load_id)s AND q.item_id = ANY (%(items)s::uuid[]) AND q.stage = 'check' AND q.state = 'open'
ON CONFLICT (item_id, rule) DO UPDATE
SET waived_by = excluded.waived_by, waived_at = excluded.waived_at, comment = excluded.comment
