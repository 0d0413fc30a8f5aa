-- The rest of the round: an undecided coding joins the new leader it differs least from, if that is one alone. Of
-- two that one article tells apart, only the better joins. No chains: everyone was compared with its leader.
ANALYZE pub_clusters; -- is_new has changed: taken for rare, every link would look through all clusters
CREATE TEMP TABLE pub_suitors ON COMMIT DROP AS
SELECT coding_id, leader_id, row_number() OVER (PARTITION BY leader_id ORDER BY cost, rank) AS place
FROM (SELECT u.coding_id, u.rank, o.coding_id AS leader_id, l.cost,
             row_number() OVER best AS n, lead(l.cost) OVER best AS next_cost
      FROM pub_clusters u
      CROSS JOIN LATERAL (SELECT * FROM news.coding_links WHERE coding_id = u.coding_id OFFSET 0) AS l
      JOIN pub_clusters o ON o.coding_id = l.other_id AND o.is_new
      WHERE u.leader_id IS NULL
      WINDOW best AS (PARTITION BY u.coding_id ORDER BY l.cost)) AS offered
WHERE n = 1 AND next_cost IS DISTINCT FROM cost;
CREATE INDEX ON pub_suitors (leader_id);
ANALYZE pub_suitors;

UPDATE pub_clusters u SET leader_id = s.leader_id
FROM pub_suitors s
WHERE s.coding_id = u.coding_id
  AND NOT EXISTS (SELECT FROM pub_suitors b
                  JOIN news.event_reports rb ON rb.coding_id = b.coding_id
                  JOIN news.event_reports r ON r.article_id = rb.article_id AND r.coding_id = s.coding_id
                  JOIN news.articles a ON a.article_id = r.article_id AND a.is_canonical
                  WHERE b.leader_id = s.leader_id AND b.place < s.place);
DROP TABLE pub_suitors;
UPDATE pub_clusters SET is_new = false WHERE is_new;
