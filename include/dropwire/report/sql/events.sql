-- The events a load's articles tell, the weightiest first: as fact, deadly, told by several, well placed.
SELECT told_by, date_start, date_end, date_precision, type_in_words, place, admin1, country, actor1, actor2,
       fatalities_low, fatalities_best, fatalities_high, injured, status, disputed, attribution, sources, n_told
FROM (
    SELECT told.load_id AS told_by, e.*, count(*) OVER (PARTITION BY told.load_id) AS n_told,
           (SELECT array_agg(DISTINCT v.source ORDER BY v.source) FROM news.event_evidence v
            WHERE v.event_id = e.event_id AND v.source IS NOT NULL) AS sources,
           row_number() OVER (PARTITION BY told.load_id
                              ORDER BY e.status IN ('asserted', 'claimed') DESC, e.acled_event_type = 'Extension', coalesce(e.fatalities_best, 0) DESC,
                                       e.n_sources DESC, e.geo_precision, e.date_start DESC NULLS LAST, e.event_id) AS place_in_line
    FROM (SELECT DISTINCT i.load_id, r.event_id
          FROM ops.items i JOIN news.event_reports r USING (article_id)
          WHERE i.load_id = ANY (%(load_ids)s) AND i.disposition IN ('loaded', 'unchanged', 'duplicate')) AS told
    JOIN news.event_list e USING (event_id)
    WHERE NOT e.background
) AS ranked
WHERE place_in_line <= %(n_events)s
ORDER BY told_by, date_start NULLS LAST, place_in_line
