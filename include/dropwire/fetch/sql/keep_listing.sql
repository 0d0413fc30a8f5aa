INSERT INTO ops.fetch_urls (source, role, key, url, day, state, status, etag, last_modified, rules, fetched_at)
VALUES (%(source)s, 'listing', %(key)s, %(url)s, %(day)s, 'done', %(status)s, %(etag)s, %(last_modified)s, %(rules)s, now())
ON CONFLICT (source, role, key) DO UPDATE
SET status = excluded.status, etag = excluded.etag, last_modified = excluded.last_modified, rules = excluded.rules,
    fetched_at = excluded.fetched_at
