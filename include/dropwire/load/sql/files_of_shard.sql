SELECT f.file_id, f.name, f.sha256, f.archive_key
FROM landing.load_files l JOIN landing.drop_files f USING (file_id)
WHERE l.load_id = %(load_id)s AND l.shard = %(shard)s
ORDER BY f.name
