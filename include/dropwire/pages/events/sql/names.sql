(SELECT 'actor', name FROM news.actors ORDER BY name LIMIT 600)
UNION ALL
(SELECT 'source', name FROM news.sources ORDER BY name LIMIT 400)
