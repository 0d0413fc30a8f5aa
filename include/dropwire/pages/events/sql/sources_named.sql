WITH found AS (
    SELECT s.source_id::text, s.name, lower(news.plain(s.name)) = lower(news.plain(%(name)s)) AS is_it FROM news.sources s
    WHERE position(lower(news.plain(%(name)s)) IN lower(news.plain(s.name))) > 0 OR s.domain = lower(%(name)s)
)
SELECT source_id, name FROM found WHERE is_it OR NOT EXISTS (SELECT FROM found WHERE is_it) ORDER BY name LIMIT 200
