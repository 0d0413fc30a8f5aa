SELECT a.article_id::text, a.title, a.author, a.body, s.name, a.syndicated_from, a.url, a.lang, a.lang_confidence,
       a.published_start, a.published_end, a.published_basis, a.published_contradictions, a.crawled_at, a.metadata,
       a.is_canonical, a.canonical_id::text, a.story_id::text, a.file, a.file_sha256, a.record, a.drop_day,
       a.drop_arrived_at, a.first_day, a.rules_version, a.load_id, a.valid_from,
       (SELECT f.archive_key FROM landing.drop_files f WHERE (f.name, f.sha256) = (a.file, a.file_sha256))
FROM news.articles a LEFT JOIN news.sources s USING (source_id)
WHERE a.article_id = %(id)s::uuid
