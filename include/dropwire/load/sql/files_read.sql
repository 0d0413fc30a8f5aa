-- Files that were read, the newest version of each name, by day.
SELECT f.name, f.sha256, f.size, f.day, f.arrived_at, f.archive_key
FROM landing.drop_files f
WHERE f.day BETWEEN %(first)s AND %(last)s AND f.read_by IS NOT NULL
  AND NOT EXISTS (SELECT FROM landing.drop_files newer
                  WHERE newer.name = f.name AND newer.read_by IS NOT NULL
                    AND (newer.arrived_at, newer.file_id) > (f.arrived_at, f.file_id))
ORDER BY f.day, f.name
