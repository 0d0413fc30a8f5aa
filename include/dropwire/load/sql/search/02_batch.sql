INSERT INTO news.article_search AS t (article_id, content_sha256, title, words)
SELECT a.article_id, a.content_sha256, coalesce(news.plain(lower(a.title)), ''), news.search_words(a.title, a.body)
FROM search_pending p JOIN news.articles a USING (article_id)
WHERE p.is_stale AND a.is_canonical AND p.n > %(after)s AND p.n <= %(after)s + %(batch)s
ON CONFLICT (article_id) DO UPDATE
SET (content_sha256, title, words) = (excluded.content_sha256, excluded.title, excluded.words)
