-- One round: an open article joins the earliest head linked to it, or is one, as soon as no earlier open article can
-- change that. Repeated until none is open.
TRUNCATE pub_decided;
INSERT INTO pub_decided
SELECT s.article_id, s.story_id = s.article_id, coalesce(e.other_id, s.article_id)
FROM pub_stories s
LEFT JOIN (SELECT DISTINCT ON (l.article_id) l.article_id, l.other_id, coalesce(o.is_open, false) AS is_open
           FROM pub_stories s
           JOIN pub_links l USING (article_id)
           LEFT JOIN pub_stories o ON o.article_id = l.other_id
           WHERE s.is_open AND l.is_earlier AND (o.is_open OR coalesce(o.story_id, l.story_id) = l.other_id)
           ORDER BY l.article_id, l.told, l.first_day, l.other_id) AS e USING (article_id)
WHERE s.is_open AND e.is_open IS NOT true;

UPDATE pub_stories s SET story_id = n.story_id, is_open = false FROM pub_decided n WHERE n.article_id = s.article_id;

-- A head that ceases to be one leaves its members; one that begins, or tells something else now, may be what later ones
-- linked to it belong to.
INSERT INTO pub_stories
SELECT a.article_id, coalesce(a.published_end, a.first_day), a.first_day, a.story_id, false, true
FROM (SELECT m.article_id
      FROM pub_decided n JOIN news.articles m ON m.story_id = n.article_id AND m.article_id <> n.article_id
      WHERE n.was_head AND n.story_id <> n.article_id
      UNION
      SELECT m.article_id
      FROM pub_decided n JOIN pub_stories m ON m.story_id = n.article_id
      WHERE n.was_head AND n.story_id <> n.article_id
      UNION
      SELECT l.other_id
      FROM pub_decided n
      JOIN pub_stories s USING (article_id)
      JOIN pub_links l ON l.article_id = n.article_id AND NOT l.is_earlier
      LEFT JOIN pub_stories o ON o.article_id = l.other_id
      JOIN news.articles h ON h.article_id = coalesce(o.story_id, l.story_id)
      WHERE n.story_id = n.article_id AND (s.is_touched OR NOT n.was_head)
        AND (coalesce(h.published_end, h.first_day), h.first_day, h.article_id) > (s.told, s.first_day, s.article_id)) AS started
JOIN news.articles a USING (article_id)
WHERE a.is_canonical
ON CONFLICT (article_id) DO UPDATE SET is_open = true;
ANALYZE pub_stories;

SELECT FROM pub_stories WHERE is_open LIMIT 1
