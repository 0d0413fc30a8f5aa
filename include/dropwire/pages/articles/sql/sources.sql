SELECT source_id::text, name FROM news.sources ORDER BY lower(name), name LIMIT 2000
