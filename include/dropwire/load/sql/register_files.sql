INSERT INTO landing.drop_files (name, sha256, size, day, arrived_at, archive_key, first_seen_by)
VALUES %s
ON CONFLICT (name, sha256) DO NOTHING
RETURNING file_id
