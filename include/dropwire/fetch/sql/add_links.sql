INSERT INTO ops.fetch_urls AS f (source, role, key, url, day, published, changed_at)
SELECT DISTINCT ON (key) %(source)s, 'page', key, url, %(day)s, published, changed_at
FROM unnest(%(keys)s::text[], %(urls)s::text[], %(published)s::date[], %(changed)s::timestamptz[])
    AS l (key, url, published, changed_at)
ON CONFLICT (source, role, key) DO UPDATE
SET changed_at = excluded.changed_at, published = coalesce(f.published, excluded.published),
    state = CASE WHEN f.state = 'done' AND excluded.changed_at > f.fetched_at THEN 'pending' ELSE f.state END
WHERE (excluded.changed_at, coalesce(f.published, excluded.published)) IS DISTINCT FROM (f.changed_at, f.published)
RETURNING xmax = 0
