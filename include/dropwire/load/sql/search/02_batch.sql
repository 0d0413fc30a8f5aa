-- Whether what is there already tells events is kept by publication (sql/publish/03_articles.sql).
INSERT INTO news.article_search AS t (article_id, content_sha256, title, words, told, lang, source_id, is_canonical,
                                      tells_events)
SELECT a.article_id, a.content_sha256, coalesce(news.plain(lower(a.title)), ''), news.search_words(a.title, a.body),
       coalesce(a.published_end, a.first_day), a.lang, a.source_id, a.is_canonical,
       EXISTS (SELECT FROM news.event_reports r WHERE r.article_id = a.article_id)
FROM search_pending p JOIN news.articles a USING (article_id)
WHERE p.is_stale AND p.n > %(after)s AND p.n <= %(after)s + %(batch)s
ON CONFLICT (article_id) DO UPDATE
SET (content_sha256, title, words, told, lang, source_id, is_canonical) = (
    excluded.content_sha256, excluded.title, excluded.words, excluded.told, excluded.lang, excluded.source_id,
    excluded.is_canonical)
