-- The newest version of each name; an older version that was never read is superseded by it.
SELECT f.file_id
FROM landing.drop_files f
WHERE (f.day = %(day)s AND (f.read_by IS NULL OR %(force)s)
       OR %(include_late)s AND f.read_by IS NULL
          AND (f.name !~ '^\d{4}-\d{2}-\d{2}/'
               OR f.day < %(day)s
                  AND EXISTS (SELECT FROM ops.loads l WHERE l.day = f.day AND l.status IN ('published', 'discarded'))))
  -- what a held load has read waits for the decision on it
  AND (%(force)s OR NOT EXISTS (SELECT FROM landing.load_files h JOIN ops.loads l USING (load_id)
                                WHERE h.file_id = f.file_id AND l.status = 'held' AND l.held_until > now()))
  AND NOT EXISTS (SELECT FROM landing.drop_files newer
                  WHERE newer.name = f.name AND (newer.arrived_at, newer.file_id) > (f.arrived_at, f.file_id))
ORDER BY f.name
