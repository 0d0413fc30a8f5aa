SELECT f.name, f.sha256, f.size, f.day, f.arrived_at, f.archive_key
FROM landing.load_files l JOIN landing.drop_files f USING (file_id)
WHERE l.load_id = %(load_id)s
ORDER BY f.name
