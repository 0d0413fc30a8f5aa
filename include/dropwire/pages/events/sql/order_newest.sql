, page AS (
    SELECT event_id, date_end AS last_day, -1 AS figure FROM matching
    WHERE %(id)s::uuid IS NULL OR (date_end, event_id) < (%(day)s::date, %(id)s::uuid)
    ORDER BY date_end DESC, event_id DESC LIMIT %(most)s
)
