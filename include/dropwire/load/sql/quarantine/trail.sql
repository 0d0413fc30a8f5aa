-- Every disposition an item was ever given, oldest first.
SELECT i.load_id, l.day, l.kind, i.disposition, i.rule, i.reason, l.finished_at, m.action, m.moved_by, m.comment,
       i.article_id::text
FROM landing.drop_items i
JOIN ops.loads l USING (load_id)
LEFT JOIN ops.quarantine_moves m ON m.item_id = i.item_id AND m.to_load_id = i.load_id
WHERE i.item_id = %(item_id)s AND l.status IN ('published', 'discarded')
UNION ALL
SELECT m.from_load_id, l.day, l.kind, 'closed', NULL, NULL, m.moved_at, m.action, m.moved_by, m.comment, NULL
FROM ops.quarantine_moves m JOIN ops.loads l ON l.load_id = m.from_load_id
WHERE m.item_id = %(item_id)s AND m.action = 'close'
ORDER BY 7, 1
