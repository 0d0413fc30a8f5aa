-- Events that one of its codings might have joined, but that it was not joined with.
SELECT e.event_id::text, e.type, e.date_start, e.date_end, l.name
FROM (SELECT DISTINCT o.event_id
      FROM news.codings c
      JOIN news.coding_links k USING (coding_id)
      JOIN news.codings o ON o.coding_id = k.other_id
      WHERE c.coding_id IN (SELECT r.coding_id FROM news.event_reports r WHERE r.event_id = %(event_id)s)
        AND o.event_id <> %(event_id)s) AS near
JOIN news.events e USING (event_id)
LEFT JOIN news.locations l USING (location_id)
ORDER BY e.date_start, e.event_id
LIMIT 8
