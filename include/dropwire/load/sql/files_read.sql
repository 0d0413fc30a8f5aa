-- Files that were read, the newest version of each name.
SELECT f.file_id
FROM landing.drop_files f
WHERE f.day = %(day)s AND f.read_by IS NOT NULL
  AND NOT EXISTS (SELECT FROM landing.drop_files newer
                  WHERE newer.name = f.name AND newer.read_by IS NOT NULL
                    AND (newer.arrived_at, newer.file_id) > (f.arrived_at, f.file_id))
