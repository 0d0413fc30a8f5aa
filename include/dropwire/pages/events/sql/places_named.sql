-- Places of that name, the one most is told of first: as it is, else as it begins.
WITH named AS (
    SELECT l.*, 0 AS likeness FROM news.locations l WHERE lower(news.plain(l.name)) = lower(news.plain(%(name)s))
    UNION ALL
    SELECT l.*, 1 FROM news.locations l
    WHERE length(%(name)s) >= 3 AND starts_with(lower(news.plain(l.name)), lower(news.plain(%(name)s)))
      AND lower(news.plain(l.name)) <> lower(news.plain(%(name)s))
)
SELECT n.location_id::text, n.name, n.admin1, n.country, n.lat, n.lon, n.likeness,
       (SELECT count(*) FROM (SELECT FROM news.events e WHERE e.location_id = n.location_id LIMIT 1000) AS told)::integer
FROM named n
WHERE n.lat IS NOT NULL
ORDER BY n.likeness, 8 DESC, n.name, n.location_id
LIMIT 12
