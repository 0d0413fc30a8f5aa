, page AS (
    SELECT event_id, date '0001-01-01' AS last_day, -1 AS figure FROM matching
    WHERE %(id)s::uuid IS NULL OR event_id < %(id)s::uuid
    ORDER BY event_id DESC LIMIT %(most)s
)
