-- Who took part, on which side, and who tells it. A side's primary actor stays primary when another report names it as associated.
ALTER TABLE pub_actors ADD actor_id uuid;
UPDATE pub_actors SET actor_id = encode(substr(sha256(convert_to('actor:' || name, 'UTF8')), 1, 16), 'hex')::uuid;

DELETE FROM news.event_actors t USING pub_touched_events
WHERE t.event_id = pub_touched_events.event_id
  AND NOT EXISTS (SELECT FROM pub_actors p WHERE (p.event_id, p.side, p.actor_id) = (t.event_id, t.side, t.actor_id));

INSERT INTO news.event_actors AS t (event_id, side, actor_id, role)
SELECT event_id, side, actor_id, CASE role_no WHEN 1 THEN 'primary' ELSE 'associated' END FROM pub_actors
ON CONFLICT (event_id, side, actor_id) DO UPDATE SET role = excluded.role WHERE t.role <> excluded.role;

CREATE TEMP TABLE pub_publishers ON COMMIT DROP AS
SELECT DISTINCT a.source_id, t.event_id
FROM pub_touched_events t
CROSS JOIN LATERAL (SELECT article_id FROM news.event_reports WHERE event_id = t.event_id OFFSET 0) AS r
CROSS JOIN LATERAL (SELECT source_id FROM news.articles WHERE article_id = r.article_id OFFSET 0) AS a
WHERE a.source_id IS NOT NULL AND EXISTS (SELECT FROM news.events e WHERE e.event_id = t.event_id);

DELETE FROM news.event_sources t USING pub_touched_events
WHERE t.event_id = pub_touched_events.event_id
  AND NOT EXISTS (SELECT FROM pub_publishers p WHERE (p.source_id, p.event_id) = (t.source_id, t.event_id));

INSERT INTO news.event_sources (source_id, event_id) SELECT source_id, event_id FROM pub_publishers
ON CONFLICT DO NOTHING;
