-- Actors by their name, else by a part of it.
WITH found AS (
    SELECT a.actor_id::text, a.name, lower(news.plain(a.name)) = lower(news.plain(%(name)s)) AS is_it FROM news.actors a
    WHERE position(lower(news.plain(%(name)s)) IN lower(news.plain(a.name))) > 0
)
SELECT actor_id, name FROM found WHERE is_it OR NOT EXISTS (SELECT FROM found WHERE is_it) ORDER BY name LIMIT 500
