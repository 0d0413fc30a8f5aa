SELECT e.item_id::text, e.event_no, e.coding_id::text, e.type, e.date_start, e.date_end, e.date_precision, e.date_basis,
       -- Staged events of one load, with what only shows beside other tables.
       e.place, e.lat, e.lon, e.country, e.geo_precision, e.actor1, e.actor2,
       e.fatalities, e.fatalities_low, e.fatalities_high, e.injured, e.captured,
       e.status, e.confidence,
       CASE WHEN t.type IS NULL THEN coalesce(e.type, 'none') END AS unknown_type,
       CASE WHEN a.item_id IS NULL THEN e.item_id::text END AS orphan,
       CASE WHEN a.article_id <> e.article_id THEN e.article_id::text END AS other_article,
       CASE WHEN (e.lat IS NULL) <> (e.lon IS NULL) THEN concat_ws(' ', e.lat, e.lon) END AS half_point,
       CASE WHEN e.lat NOT BETWEEN c.south AND c.north OR e.lon NOT BETWEEN c.west AND c.east
            THEN concat(e.lat, ', ', e.lon, ' is not in ', e.country) END AS outside_country,
       e.date_end - e.date_start AS days,
       -- what is planned may lie ahead
       CASE WHEN e.status NOT IN ('planned', 'hypothetical') THEN e.date_start - current_date END AS days_ahead,
       -- told before it happened: the date of one of the two is wrong
       CASE WHEN e.status IN ('asserted', 'claimed') THEN e.date_start - a.published_end END AS days_after_print,
       CASE WHEN e.fatalities NOT BETWEEN coalesce(e.fatalities_low, e.fatalities) AND coalesce(e.fatalities_high, e.fatalities)
            THEN concat(e.fatalities, ' beside ', e.fatalities_low, ' to ', e.fatalities_high) END AS outside_range,
       coalesce(m.n_mentions, 0) AS n_mentions
FROM staging.events e
LEFT JOIN staging.articles a ON a.load_id = %(load_id)s AND a.item_id = e.item_id
LEFT JOIN news.event_types t ON t.type = e.type
LEFT JOIN jsonb_to_recordset(%(countries)s::jsonb) AS c (name text, south float8, west float8, north float8, east float8)
    ON c.name = e.country
LEFT JOIN (SELECT item_id, event_no, count(*) AS n_mentions FROM staging.mentions
           WHERE load_id = %(load_id)s GROUP BY item_id, event_no) m ON (m.item_id, m.event_no) = (e.item_id, e.event_no)
WHERE e.load_id = %(load_id)s
