-- One row per item or event and rule, however many sentences of the event failed.
INSERT INTO ops.rejects (load_id, shard, item_id, event_no, file, file_sha256, record, stage, rule, reason, found)
SELECT DISTINCT ON (v.item_id, v.event_no, v.rule)
       s.load_id, '', v.item_id, v.event_no, s.file, s.file_sha256, s.record, 'check', v.rule, v.reason, v.found
FROM (VALUES {rows}) AS v (item_id, event_no, rule, reason, found)
JOIN staging.articles s ON s.load_id = %(load_id)s AND s.item_id = v.item_id
ORDER BY v.item_id, v.event_no, v.rule
