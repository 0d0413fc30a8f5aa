-- An event bears the id of the coding told first, of an exact one where it has any; reports follow their coding. A loose
-- coding may have joined an event out of reach, which is as it was.
CREATE TEMP TABLE pub_named ON COMMIT DROP AS
SELECT p.coding_id, p.leader_id,
       coalesce(joined.event_id, first_value(p.coding_id) OVER (
           PARTITION BY p.leader_id ORDER BY c.is_exact DESC, c.first_told, p.coding_id)) AS event_id
FROM pub_clusters p
CROSS JOIN LATERAL (SELECT * FROM news.codings WHERE coding_id = p.coding_id OFFSET 0) AS c
LEFT JOIN pub_clusters leader ON leader.coding_id = p.leader_id
LEFT JOIN LATERAL (SELECT event_id FROM news.codings
                   WHERE coding_id = p.leader_id AND leader.coding_id IS NULL OFFSET 0) AS joined ON true;

UPDATE news.codings c SET event_id = n.event_id, leader_id = n.leader_id
FROM pub_named n
WHERE n.coding_id = c.coding_id AND (c.event_id, c.leader_id) <> (n.event_id, n.leader_id);

CREATE TEMP TABLE pub_moved ON COMMIT DROP AS
SELECT r.article_id, r.event_no, r.event_id AS old_id, coalesce(c.event_id, r.coding_id) AS event_id
FROM (SELECT coding_id FROM pub_named UNION SELECT coding_id FROM pub_touched_codings) AS t
CROSS JOIN LATERAL (SELECT * FROM news.event_reports WHERE coding_id = t.coding_id OFFSET 0) AS r
LEFT JOIN LATERAL (SELECT event_id FROM news.codings WHERE coding_id = t.coding_id OFFSET 0) AS c ON true
WHERE r.event_id <> coalesce(c.event_id, r.coding_id);
CREATE INDEX ON pub_moved (article_id);
ANALYZE pub_moved;

UPDATE news.event_reports r SET event_id = m.event_id
FROM pub_moved m WHERE (m.article_id, m.event_no) = (r.article_id, r.event_no);
UPDATE news.event_mentions r SET event_id = m.event_id
FROM pub_moved m WHERE (m.article_id, m.event_no) = (r.article_id, r.event_no);

INSERT INTO pub_touched_events
SELECT old_id FROM pub_moved UNION SELECT event_id FROM pub_moved
EXCEPT SELECT event_id FROM pub_touched_events;
