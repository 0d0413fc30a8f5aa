-- One round: an open article joins the earliest head linked to it, or is one, as soon as no earlier open article can
-- change that. Where one begins or ceases to be a head, the later articles linked to it are open from then on. Repeated
-- until none is.
INSERT INTO pub_earlier
SELECT s.article_id, o.article_id, row_number() OVER (PARTITION BY s.article_id ORDER BY o.told, o.first_day, o.article_id),
       o.story_id = o.article_id
FROM pub_stories s
CROSS JOIN LATERAL (SELECT DISTINCT l.other_id FROM news.article_links l WHERE l.article_id = s.article_id OFFSET 0) AS l
CROSS JOIN LATERAL (SELECT a.article_id, a.story_id, a.first_day, coalesce(a.published_end, a.first_day) AS told
                    FROM news.articles a WHERE a.article_id = l.other_id AND a.is_canonical OFFSET 0) AS o
WHERE NOT s.is_linked AND (o.told, o.first_day, o.article_id) < (s.told, s.first_day, s.article_id);
UPDATE pub_stories SET is_linked = true WHERE NOT is_linked;

TRUNCATE pub_decided;
INSERT INTO pub_decided
SELECT n.article_id, n.was_head, coalesce(e.other_id, n.article_id)
FROM (SELECT s.article_id, s.story_id = s.article_id AS was_head, min(e.place) FILTER (WHERE o.is_open) AS first_open,
             min(e.place) FILTER (WHERE o.is_open IS NOT true AND coalesce(o.story_id = o.article_id, e.is_head)) AS first_head
      FROM pub_stories s
      LEFT JOIN pub_earlier e ON e.article_id = s.article_id
      LEFT JOIN pub_stories o ON o.article_id = e.other_id
      WHERE s.is_open
      GROUP BY s.article_id) AS n
LEFT JOIN pub_earlier e ON e.article_id = n.article_id AND e.place = n.first_head
WHERE n.first_open IS NULL OR n.first_head < n.first_open;

UPDATE pub_stories s SET story_id = n.story_id, is_open = false FROM pub_decided n WHERE n.article_id = s.article_id;

INSERT INTO pub_stories
SELECT DISTINCT o.article_id, o.told, o.first_day, o.story_id, true, false
FROM pub_decided n
JOIN pub_stories s USING (article_id)
CROSS JOIN LATERAL (SELECT l.other_id FROM news.article_links l WHERE l.article_id = n.article_id OFFSET 0) AS l
CROSS JOIN LATERAL (SELECT a.article_id, a.story_id, a.first_day, coalesce(a.published_end, a.first_day) AS told
                    FROM news.articles a WHERE a.article_id = l.other_id AND a.is_canonical OFFSET 0) AS o
WHERE n.was_head <> (n.story_id = n.article_id)
  AND (o.told, o.first_day, o.article_id) > (s.told, s.first_day, s.article_id)
ON CONFLICT (article_id) DO UPDATE SET is_open = true;
ANALYZE pub_stories, pub_earlier;

SELECT FROM pub_stories WHERE is_open LIMIT 1
