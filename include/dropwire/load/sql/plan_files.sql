INSERT INTO landing.load_files (load_id, file_id)
SELECT v.load_id, f.file_id
FROM (VALUES %s) AS v (load_id, name, sha256)
JOIN landing.drop_files f USING (name, sha256)
