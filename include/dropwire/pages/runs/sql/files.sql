-- The first files of a load by name, and how many there are.
SELECT f.name, f.size, f.day, f.arrived_at, f.read_by, count(*) OVER ()
FROM landing.load_files l JOIN landing.drop_files f USING (file_id)
WHERE l.load_id = %(load_id)s
ORDER BY f.name
LIMIT %(most)s
