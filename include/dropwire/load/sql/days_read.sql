-- Of days, the files that were read, every name once (as files_read.sql).
SELECT f.day, count(*)::integer
FROM landing.drop_files f
WHERE f.day BETWEEN %(first)s AND %(last)s AND f.read_by IS NOT NULL
  AND NOT EXISTS (SELECT FROM landing.drop_files newer
                  WHERE newer.name = f.name AND newer.read_by IS NOT NULL
                    AND (newer.arrived_at, newer.file_id) > (f.arrived_at, f.file_id))
GROUP BY f.day ORDER BY f.day
