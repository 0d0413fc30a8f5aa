-- The events a load's articles tell, the weightiest first (as fact, deadly, told by several, well placed), and each
-- article's first before any article's second.
WITH told AS (
    SELECT i.load_id AS told_by, r.event_id, min(r.article_id::text) AS article
    FROM ops.items i JOIN news.event_reports r USING (article_id)
    WHERE i.load_id = ANY (%(load_ids)s) AND i.disposition IN ('loaded', 'unchanged')
    GROUP BY i.load_id, r.event_id
), weighed AS (
    SELECT t.told_by, t.article, e.*,
           row_number() OVER (PARTITION BY t.told_by
                              ORDER BY e.status IN ('asserted', 'corroborated', 'claimed') DESC, e.acled_event_type = 'Extension',
                                       coalesce(e.fatalities_best, 0) DESC, e.n_sources DESC, e.geo_precision,
                                       e.date_start DESC NULLS LAST, e.event_id) AS weight,
           count(*) OVER (PARTITION BY t.told_by) AS n_told
    FROM told t JOIN news.event_list e USING (event_id)
    WHERE NOT e.background
), ranked AS (
    SELECT w.*, row_number() OVER (PARTITION BY told_by ORDER BY turn, weight) AS place_in_line
    FROM (SELECT w.*, row_number() OVER (PARTITION BY told_by, article ORDER BY weight) AS turn FROM weighed w) AS w
)
SELECT told_by, date_start, date_end, date_precision, type_in_words, place, admin1, country, actor1, actor2,
       fatalities_low, fatalities_best, fatalities_high, injured, status, disputed, attribution,
       (SELECT array_agg(DISTINCT v.source ORDER BY v.source) FROM news.event_evidence v
        WHERE v.event_id = ranked.event_id AND v.source IS NOT NULL) AS sources, n_told
FROM ranked
WHERE place_in_line <= %(n_events)s
ORDER BY told_by, date_start NULLS LAST, place_in_line
