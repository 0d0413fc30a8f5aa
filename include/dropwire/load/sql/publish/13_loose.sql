-- Now the loose ones: told for a province or for several days. Each joins the event of exact codings it differs least
-- from, if that is one alone and no article tells it beside that event; what is left gathers as the exact ones did.
WITH RECURSIVE reached (coding_id) AS (
    SELECT c.coding_id FROM news.codings c
    WHERE NOT c.is_exact AND c.coding_id IN (
        SELECT coding_id FROM pub_touched_codings UNION ALL
        SELECT coding_id FROM pub_unlinked UNION ALL
        SELECT other_id FROM pub_coding_links UNION ALL
        SELECT l.other_id FROM news.coding_links l JOIN pub_clusters USING (coding_id))
    UNION
    SELECT l.other_id
    FROM reached
    JOIN news.coding_links l USING (coding_id)
    JOIN news.codings o ON o.coding_id = l.other_id AND NOT o.is_exact
)
INSERT INTO pub_clusters (coding_id, rank)
SELECT coding_id, row_number() OVER (ORDER BY geo_precision, date_end - date_start, num_nulls(actor1, actor2), first_told, coding_id)
FROM reached JOIN news.codings USING (coding_id);
ANALYZE pub_clusters;

CREATE TEMP TABLE pub_suitors ON COMMIT DROP AS
SELECT coding_id, leader_id, cost
FROM (SELECT coding_id, leader_id, min(cost) AS cost,
             row_number() OVER best AS n, lead(min(cost)) OVER best AS next_cost
      FROM (SELECT u.coding_id, coalesce(p.leader_id, o.leader_id) AS leader_id, l.cost
            FROM pub_clusters u
            JOIN news.coding_links l ON l.coding_id = u.coding_id
            JOIN news.codings o ON o.coding_id = l.other_id AND o.is_exact
            LEFT JOIN pub_clusters p ON p.coding_id = o.coding_id
            WHERE u.leader_id IS NULL) AS linked
      GROUP BY coding_id, leader_id
      WINDOW best AS (PARTITION BY coding_id ORDER BY min(cost))) AS offered
WHERE n = 1 AND next_cost IS DISTINCT FROM cost;

-- What articles tell beside a suitor: the event itself, or another loose coding that is nearer to the event.
CREATE TEMP TABLE pub_beside ON COMMIT DROP AS
SELECT DISTINCT s.coding_id, s.leader_id, s.cost, b.coding_id AS beside_id
FROM pub_suitors s
JOIN news.event_reports r ON r.coding_id = s.coding_id
JOIN news.articles a ON a.article_id = r.article_id AND a.is_canonical
JOIN news.event_reports b ON b.article_id = r.article_id AND b.coding_id <> s.coding_id;
ANALYZE pub_beside;

DELETE FROM pub_suitors s
USING pub_beside x
JOIN news.codings c ON c.coding_id = x.beside_id
LEFT JOIN pub_clusters p ON p.coding_id = x.beside_id
WHERE x.coding_id = s.coding_id
  AND (c.is_exact AND coalesce(p.leader_id, c.leader_id) = s.leader_id
       OR NOT c.is_exact AND EXISTS (
           SELECT FROM news.coding_links l
           JOIN news.codings o ON o.coding_id = l.other_id AND o.is_exact
           LEFT JOIN pub_clusters q ON q.coding_id = o.coding_id
           WHERE l.coding_id = x.beside_id AND coalesce(q.leader_id, o.leader_id) = s.leader_id
             AND (l.cost, l.coding_id) < (s.cost, s.coding_id)));

UPDATE pub_clusters u SET leader_id = s.leader_id FROM pub_suitors s WHERE s.coding_id = u.coding_id;
DROP TABLE pub_suitors
