SELECT * FROM news.acled_export
WHERE (%(first)s::date IS NULL OR event_date >= %(first)s) AND (%(last)s::date IS NULL OR event_date <= %(last)s)
ORDER BY event_date, event_id_cnty
