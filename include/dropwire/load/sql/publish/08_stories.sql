-- A story bears the id of its head; copies follow their original.
WITH changed AS (
    UPDATE news.articles a
    SET story_id = s.story_id,
        near_duplicate_of = CASE WHEN s.is_near THEN s.near_duplicate_of ELSE a.near_duplicate_of END,
        near_duplicate_score = CASE WHEN s.is_near THEN s.near_duplicate_score ELSE a.near_duplicate_score END,
        load_id = %(load_id)s, valid_from = now()
    FROM pub_stories s
    WHERE s.article_id = a.article_id
      AND (a.story_id IS DISTINCT FROM s.story_id
           OR s.is_near AND (a.near_duplicate_of, a.near_duplicate_score)
              IS DISTINCT FROM (s.near_duplicate_of, s.near_duplicate_score))
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
