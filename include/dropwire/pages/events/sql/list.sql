SELECT e.event_id::text, e.type, e.date_start, e.date_end, e.date_precision, l.name, l.admin1, l.country,
       e.geo_precision, e.location_id::text, e.actor1, e.assoc_actor1, e.actor2, e.assoc_actor2,
       e.fatalities_low, e.fatalities_best, e.fatalities_high, e.injured, e.status, e.disputed, e.attribution, e.background,
       e.n_articles, e.n_sources, p.figure || ',' || p.last_day || ',' || p.event_id
FROM (SELECT page.*, row_number() OVER () AS place_in_list FROM page) AS p
JOIN news.events e USING (event_id)
LEFT JOIN news.locations l USING (location_id)
ORDER BY p.place_in_list
