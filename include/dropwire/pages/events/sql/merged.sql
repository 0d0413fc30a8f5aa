SELECT h.event_id::text, max(h.valid_to)
FROM history.events h
WHERE h.superseded_by = %(event_id)s AND NOT EXISTS (SELECT FROM news.events e WHERE e.event_id = h.event_id)
GROUP BY h.event_id ORDER BY 2 DESC LIMIT 20
