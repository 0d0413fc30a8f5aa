-- A story bears the id of its earliest article; copies follow their original.
WITH changed AS (
    UPDATE news.articles a
    SET story_id = head.article_id,
        near_duplicate_of = s.near_duplicate_of, near_duplicate_score = s.near_duplicate_score,
        load_id = %(load_id)s, valid_from = now()
    FROM pub_stories s JOIN pub_stories head ON head.rank = s.label
    WHERE s.article_id = a.article_id
      AND (a.story_id, a.near_duplicate_of, a.near_duplicate_score)
          IS DISTINCT FROM (head.article_id, s.near_duplicate_of, s.near_duplicate_score)
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
