SELECT DISTINCT f.name, f.sha256, f.size, f.day, f.arrived_at, f.archive_key
FROM landing.drop_files f
JOIN landing.drop_items i USING (file_id)
WHERE i.load_id = %(load_id)s AND i.item_id = ANY (%(items)s::uuid[])
ORDER BY f.name
