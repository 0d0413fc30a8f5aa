-- Who took part, on which side. A side's primary actor stays primary when another report names it as associated.
ALTER TABLE pub_actors ADD actor_id uuid;
UPDATE pub_actors SET actor_id = encode(substr(sha256(convert_to('actor:' || name, 'UTF8')), 1, 16), 'hex')::uuid;

DELETE FROM news.event_actors t USING pub_touched_events
WHERE t.event_id = pub_touched_events.event_id
  AND NOT EXISTS (SELECT FROM pub_actors p WHERE (p.event_id, p.side, p.actor_id) = (t.event_id, t.side, t.actor_id));

INSERT INTO news.event_actors AS t (event_id, side, actor_id, role)
SELECT event_id, side, actor_id, CASE role_no WHEN 1 THEN 'primary' ELSE 'associated' END FROM pub_actors
ON CONFLICT (event_id, side, actor_id) DO UPDATE SET role = excluded.role WHERE t.role <> excluded.role;
