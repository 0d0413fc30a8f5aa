-- One row per item or event and rule, however many sentences of the event failed.
INSERT INTO ops.rejects (load_id, shard, item_id, event_no, file, file_sha256, record, stage, rule, reason, found, source)
SELECT DISTINCT ON (v.item_id, v.event_no, v.rule)
       s.load_id, '', v.item_id, v.event_no, s.file, s.file_sha256, s.record, 'check', v.rule, v.reason, v.found, s.source
FROM (VALUES {rows}) AS v (item_id, event_no, rule, reason, found)
JOIN staging.articles s ON s.load_id = %(load_id)s AND s.item_id = v.item_id
-- unless a person has looked at the item and waived the rule
WHERE NOT EXISTS (SELECT FROM ops.waivers w WHERE (w.item_id, w.rule) = (v.item_id, v.rule))
ORDER BY v.item_id, v.event_no, v.rule
