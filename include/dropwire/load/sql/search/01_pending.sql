-- Articles that changed since the index was last brought up to date. Publications follow one another, so that nothing
-- with an earlier valid_from can still come.
CREATE TEMP TABLE search_pending AS
SELECT row_number() OVER (ORDER BY a.article_id) AS n, a.article_id, a.valid_from,
       (a.content_sha256, a.is_canonical, coalesce(a.published_end, a.first_day))
       IS DISTINCT FROM (s.content_sha256, s.is_canonical, s.told) AS is_stale
FROM news.articles a LEFT JOIN news.article_search s USING (article_id)
WHERE a.valid_from > %(upto)s::timestamptz; -- a value, not a look-up: the planner sees how few these are

DELETE FROM search_pending WHERE NOT is_stale AND valid_from < (SELECT max(valid_from) FROM search_pending);
