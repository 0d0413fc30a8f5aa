SELECT DISTINCT f.file_id, f.name, f.sha256, f.archive_key
FROM landing.drop_files f
JOIN landing.drop_items i USING (file_id)
WHERE i.load_id = %(load_id)s AND i.item_id = ANY (%(items)s::uuid[])
ORDER BY f.name
