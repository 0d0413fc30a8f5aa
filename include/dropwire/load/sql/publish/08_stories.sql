-- Near copies of what was touched are paired anew; each points to the one of its like that came first, what names another
-- publisher as its source after others.
CREATE TEMP TABLE pub_were_near ON COMMIT DROP AS
SELECT n.other_id AS article_id, n.article_id AS other_id
FROM news.near_texts n JOIN pub_touched_articles t ON t.article_id = n.article_id;
DELETE FROM news.near_texts n USING pub_touched_articles t WHERE t.article_id = n.article_id;
DELETE FROM news.near_texts n USING pub_were_near w WHERE (w.article_id, w.other_id) = (n.article_id, n.other_id);

CREATE TEMP TABLE pub_near_now ON COMMIT DROP AS
SELECT l.article_id, l.other_id, l.score
FROM pub_links l JOIN pub_stories s USING (article_id)
WHERE l.kind = 'text' AND s.is_touched;
INSERT INTO news.near_texts
SELECT article_id, other_id, score FROM pub_near_now
UNION SELECT other_id, article_id, score FROM pub_near_now
ORDER BY 1, 2;

CREATE TEMP TABLE pub_near ON COMMIT DROP AS
SELECT article_id, first.other_id, first.score
FROM (SELECT article_id FROM pub_touched_articles
      UNION SELECT article_id FROM pub_were_near
      UNION SELECT other_id FROM pub_near_now) AS concerned
JOIN news.articles a USING (article_id)
CROSS JOIN LATERAL (
    SELECT (array_agg(o.article_id ORDER BY (o.syndicated_from IS NOT NULL), coalesce(o.published_end, o.first_day), o.first_day, o.article_id)
            FILTER (WHERE (o.syndicated_from IS NOT NULL, coalesce(o.published_end, o.first_day), o.first_day, o.article_id)
                        < (a.syndicated_from IS NOT NULL, coalesce(a.published_end, a.first_day), a.first_day, a.article_id)))[1] AS other_id,
           max(n.score) AS score
    FROM news.near_texts n JOIN news.articles o ON o.article_id = n.other_id AND o.is_canonical
    WHERE n.article_id = a.article_id) AS first
WHERE a.is_canonical;

-- A story bears the id of its head; copies follow their original.
WITH changed AS (
    UPDATE news.articles a
    SET story_id = f.story_id, near_duplicate_of = f.near_duplicate_of, near_duplicate_score = f.near_duplicate_score,
        load_id = %(load_id)s, valid_from = now()
    FROM (SELECT a.article_id, coalesce(s.story_id, a.story_id) AS story_id,
                 CASE WHEN n.article_id IS NULL THEN a.near_duplicate_of ELSE n.other_id END AS near_duplicate_of,
                 CASE WHEN n.article_id IS NULL THEN a.near_duplicate_score ELSE n.score END AS near_duplicate_score
          FROM pub_stories s FULL JOIN pub_near n USING (article_id) JOIN news.articles a USING (article_id)) AS f
    WHERE f.article_id = a.article_id
      AND (a.story_id, a.near_duplicate_of, a.near_duplicate_score)
          IS DISTINCT FROM (f.story_id, f.near_duplicate_of, f.near_duplicate_score)
    RETURNING a.article_id
)
INSERT INTO pub_touched_articles
SELECT article_id FROM changed
EXCEPT SELECT article_id FROM pub_touched_articles;

UPDATE news.articles a
SET story_id = original.story_id, near_duplicate_of = NULL, near_duplicate_score = NULL,
    load_id = %(load_id)s, valid_from = now()
FROM news.articles original
WHERE original.article_id = a.canonical_id AND NOT a.is_canonical
  AND (a.canonical_id IN (SELECT article_id FROM pub_touched_articles)
       OR a.article_id IN (SELECT article_id FROM pub_touched_articles))
  AND (a.story_id, a.near_duplicate_of, a.near_duplicate_score) IS DISTINCT FROM (original.story_id, NULL, NULL);
