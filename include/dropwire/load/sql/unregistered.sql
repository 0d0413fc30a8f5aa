SELECT v.name
FROM (VALUES %s) AS v (name, size, arrived_at)
WHERE NOT EXISTS (SELECT FROM landing.drop_files f
                  WHERE (f.name, f.size, f.arrived_at) = (v.name, v.size, v.arrived_at::timestamptz))
