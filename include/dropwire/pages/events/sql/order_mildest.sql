, page AS (
    SELECT event_id, date_end AS last_day, coalesce(fatalities_best, -1) AS figure FROM matching
    WHERE %(id)s::uuid IS NULL
       OR (coalesce(fatalities_best, -1), date_end, event_id) > (%(figure)s::integer, %(day)s::date, %(id)s::uuid)
    ORDER BY coalesce(fatalities_best, -1), date_end, event_id LIMIT %(most)s
)
