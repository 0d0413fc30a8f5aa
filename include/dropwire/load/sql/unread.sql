SELECT f.day, count(*)::integer
FROM landing.drop_files f
WHERE f.read_by IS NULL
  AND NOT EXISTS (SELECT FROM landing.drop_files newer
                  WHERE newer.name = f.name AND (newer.arrived_at, newer.file_id) > (f.arrived_at, f.file_id))
GROUP BY f.day
