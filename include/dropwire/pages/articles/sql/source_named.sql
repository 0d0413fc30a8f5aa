SELECT source_id::text, name
FROM news.sources
WHERE name ILIKE '%%' || %(named)s || '%%' OR domain = lower(%(named)s)
ORDER BY lower(name) <> lower(%(named)s), lower(name) LIMIT 6
