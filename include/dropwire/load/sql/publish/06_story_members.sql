-- Put the links in place and collect every original whose story may have changed: all that can be reached from a
-- touched article or from one that was linked to it before.
CREATE TEMP TABLE pub_stories (
    article_id uuid PRIMARY KEY, rank bigint, label bigint, copy_rank bigint, near_duplicate_of uuid, near_duplicate_score float8
) ON COMMIT DROP;

CREATE TEMP TABLE pub_starts ON COMMIT DROP AS
SELECT article_id FROM pub_touched_articles
UNION
SELECT l.other_id FROM news.article_links l JOIN pub_touched_articles USING (article_id);

DELETE FROM news.article_links l USING pub_touched_articles t WHERE t.article_id = l.article_id;
DELETE FROM news.article_links l USING pub_touched_articles t WHERE t.article_id = l.other_id;
INSERT INTO news.article_links SELECT * FROM pub_links;

WITH RECURSIVE reached (article_id) AS (
    SELECT article_id FROM pub_starts
    UNION
    SELECT l.other_id FROM reached JOIN news.article_links l USING (article_id)
)
INSERT INTO pub_stories (article_id, rank, label, copy_rank)
SELECT article_id, n, n, copy_rank
FROM (SELECT a.article_id,
             row_number() OVER (ORDER BY coalesce(a.published_end, a.first_day), a.first_day, a.article_id) AS n,
             row_number() OVER (ORDER BY (a.syndicated_from IS NOT NULL), coalesce(a.published_end, a.first_day), a.first_day,
                                         a.article_id) AS copy_rank
      FROM reached JOIN news.articles a USING (article_id)
      WHERE a.is_canonical) AS ordered;
ANALYZE pub_stories;

UPDATE pub_stories s SET (near_duplicate_of, near_duplicate_score) = (
    SELECT (array_agg(o.article_id ORDER BY o.copy_rank) FILTER (WHERE o.copy_rank < s.copy_rank))[1], max(l.score)
    FROM news.article_links l JOIN pub_stories o ON o.article_id = l.other_id
    WHERE l.article_id = s.article_id AND l.kind = 'text');
