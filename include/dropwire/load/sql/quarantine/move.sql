INSERT INTO ops.quarantine_moves (item_id, from_load_id, action, to_load_id, moved_by, comment)
SELECT item_id, %(from_load_id)s, %(action)s, %(to_load_id)s, %(by)s, %(comment)s FROM unnest(%(items)s::uuid[]) AS item_id
