UPDATE ops.fetch_urls f
SET state = CASE o.kind WHEN 'fetched' THEN 'done' WHEN 'unchanged' THEN 'done' WHEN 'waiting' THEN 'pending' ELSE o.kind END,
    attempts = CASE o.kind WHEN 'waiting' THEN f.attempts + 1 ELSE 0 END,
    retry_at = CASE o.kind WHEN 'waiting' THEN now() + make_interval(secs => coalesce(o.retry_after, 0)) END,
    status = coalesce(o.status, f.status), reason = nullif(o.reason, ''),
    etag = CASE WHEN o.status = 200 THEN nullif(o.etag, '') ELSE f.etag END,
    last_modified = CASE WHEN o.status = 200 THEN nullif(o.last_modified, '') ELSE f.last_modified END,
    sha256 = coalesce(nullif(o.sha256, ''), f.sha256),
    final_url = nullif(nullif(o.final_url, ''), f.url), fetched_at = coalesce(o.at, f.fetched_at)
FROM unnest(%(keys)s::text[], %(kinds)s::text[], %(reasons)s::text[], %(statuses)s::integer[], %(etags)s::text[],
            %(last_modifieds)s::text[], %(sha256s)s::text[], %(final_urls)s::text[], %(ats)s::timestamptz[],
            %(retry_afters)s::float8[])
    AS o (key, kind, reason, status, etag, last_modified, sha256, final_url, at, retry_after)
WHERE f.source = %(source)s AND f.role = 'page' AND f.key = o.key
