SELECT a.article_id, a.story_id, a.canonical_id, a.is_canonical, a.near_duplicate_of, a.near_duplicate_score,
       a.url, s.name AS source, a.domain, a.syndicated_from, a.title, a.author, a.lang, a.lang_confidence,
       a.published_start, a.published_end, a.published_basis, a.published_contradictions, a.crawled_at, a.body, a.metadata,
       a.file, a.file_sha256, a.record, a.drop_day, a.rules_version, a.load_id, a.valid_from
FROM news.articles a LEFT JOIN news.sources s USING (source_id)
WHERE (%(first)s::date IS NULL OR coalesce(a.published_end, a.first_day) >= %(first)s)
  AND (%(last)s::date IS NULL OR coalesce(a.published_start, a.first_day) <= %(last)s)
ORDER BY coalesce(a.published_start, a.first_day), a.article_id
