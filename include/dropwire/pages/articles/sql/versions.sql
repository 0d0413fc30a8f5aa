-- Every version, the newest first, with what of it is compared.
SELECT v.valid_from, v.valid_to, v.load_id, l.kind, v.file, v.record, v.rules_version, v.title, v.body, v.author, v.lang,
       v.published_start, v.published_end, s.name, v.url, v.canonical_id::text, v.near_duplicate_of::text,
       v.story_id::text, v.content_sha256
FROM history.article_versions v
LEFT JOIN ops.loads l USING (load_id)
LEFT JOIN news.sources s USING (source_id)
WHERE v.article_id = %(id)s::uuid
ORDER BY v.valid_from DESC LIMIT 50
