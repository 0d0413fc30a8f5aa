-- The pages a run is to ask for. A backfill takes those of its own day.
SELECT url, key, coalesce(etag, ''), coalesce(last_modified, ''), coalesce(sha256, '')
FROM ops.fetch_urls
WHERE source = %(source)s AND role = 'page'
  AND (state = 'pending' AND (retry_at IS NULL OR retry_at <= now())
       OR state = 'done' AND %(revisit)s > 0 AND day BETWEEN %(day)s::date - %(revisit)s::integer AND %(day)s::date - 1
          AND fetched_at < now() - interval '12 hours')
  AND CASE WHEN %(backfill)s THEN coalesce(published, day) = %(day)s
           ELSE day <= %(day)s AND (published IS NULL OR published >= %(day)s::date - %(lookback)s::integer) END
ORDER BY state = 'done', day DESC, listed_at, key
LIMIT %(limit)s
