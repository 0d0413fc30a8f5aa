-- One round: every article takes the smallest label among its neighbours. Repeated until nothing changes.
UPDATE pub_stories s SET label = n.label
FROM (SELECT l.article_id, min(o.label) AS label
      FROM news.article_links l
      JOIN pub_stories s1 ON s1.article_id = l.article_id
      JOIN pub_stories o ON o.article_id = l.other_id
      GROUP BY l.article_id) AS n
WHERE n.article_id = s.article_id AND n.label < s.label
