-- One round: every open article joins the earliest head linked to it, or is one. Where one begins or ceases to be a head,
-- the later articles linked to it are open in the next round. Repeated until none is.
TRUNCATE pub_looked_at;
INSERT INTO pub_looked_at
SELECT s.article_id, s.story_id = s.article_id, coalesce(
           (SELECT o.article_id
            FROM news.article_links l
            JOIN news.articles o ON o.article_id = l.other_id AND o.is_canonical
            LEFT JOIN pub_stories p ON p.article_id = o.article_id
            WHERE l.article_id = s.article_id AND coalesce(p.story_id, o.story_id) = o.article_id
              AND (coalesce(o.published_end, o.first_day), o.first_day, o.article_id) < (s.told, s.first_day, s.article_id)
            ORDER BY coalesce(o.published_end, o.first_day), o.first_day, o.article_id LIMIT 1),
           s.article_id)
FROM pub_stories s WHERE s.is_open;

UPDATE pub_stories s SET story_id = n.story_id, is_open = false FROM pub_looked_at n WHERE n.article_id = s.article_id;

INSERT INTO pub_stories
SELECT DISTINCT o.article_id, coalesce(o.published_end, o.first_day), o.first_day, o.story_id, true, false
FROM pub_looked_at n
JOIN pub_stories s USING (article_id)
JOIN news.article_links l USING (article_id)
JOIN news.articles o ON o.article_id = l.other_id AND o.is_canonical
WHERE n.was_head <> (n.story_id = n.article_id)
  AND (coalesce(o.published_end, o.first_day), o.first_day, o.article_id) > (s.told, s.first_day, s.article_id)
ON CONFLICT (article_id) DO UPDATE SET is_open = true
