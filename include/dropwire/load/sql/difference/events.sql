-- Events the transaction in hand adds, changes or removes, and the first of each kind with what differs.
WITH versions AS (
    SELECT e.event_id, CASE WHEN h.event_id IS NULL THEN 'added' ELSE 'changed' END AS change, e.date_start, e.type
    FROM news.events e
    LEFT JOIN pub_ended_events h USING (event_id)
    WHERE e.valid_from = now()
    UNION ALL
    SELECT h.event_id, 'removed', h.date_start, h.type
    FROM pub_ended_events h
    WHERE NOT EXISTS (SELECT FROM news.events e WHERE e.event_id = h.event_id)
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY change) AS n,
           row_number() OVER (PARTITION BY change ORDER BY date_start, type, event_id) AS place
    FROM versions
), told AS (
    SELECT event_id, jsonb_agg(DISTINCT file ORDER BY file) AS files
    FROM news.event_reports JOIN news.articles USING (article_id)
    WHERE event_id IN (SELECT event_id FROM counted WHERE place <= %(examples)s)
    GROUP BY event_id
)
SELECT c.change, c.n, c.event_id::text,
       concat_ws(' ', coalesce(e.date_start, h.date_start), coalesce(e.type, h.type), l.name, '(' || (t.files ->> 0) || ')'),
       to_jsonb(h) - %(hidden)s::text[], to_jsonb(e) - %(hidden)s::text[]
FROM counted c
LEFT JOIN news.events e USING (event_id)
LEFT JOIN pub_ended_events h USING (event_id)
LEFT JOIN news.locations l ON l.location_id = coalesce(e.location_id, h.location_id)
LEFT JOIN told t ON t.event_id = c.event_id
WHERE c.place <= %(examples)s
ORDER BY c.change, c.place
