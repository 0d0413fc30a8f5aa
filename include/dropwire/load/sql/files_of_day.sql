-- The newest version of each name; an older version that was never read is superseded by it.
SELECT f.name, f.sha256, f.size, f.day, f.arrived_at, f.archive_key
FROM landing.drop_files f
WHERE (f.day = %(day)s AND (f.read_by IS NULL OR %(force)s)
       OR %(include_late)s AND f.read_by IS NULL
          AND (f.name !~ '^\d{4}-\d{2}-\d{2}/'
               OR f.day < %(day)s
                  AND EXISTS (SELECT FROM ops.loads l WHERE l.day = f.day AND l.status = 'published')))
  AND NOT EXISTS (SELECT FROM landing.drop_files newer
                  WHERE newer.name = f.name AND (newer.arrived_at, newer.file_id) > (f.arrived_at, f.file_id))
ORDER BY f.name
