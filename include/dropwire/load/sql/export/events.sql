SELECT e.event_id, e.type, t.acled_event_type, t.acled_sub_event, e.plover,
       e.date_start, e.date_end, e.date_precision, e.date_basis,
       l.name AS place, l.admin1, l.country, l.lat, l.lon, l.geonames_id, e.geo_precision,
       e.actor1, e.assoc_actor1, e.actor2, e.assoc_actor2, e.civilian_targeting,
       e.fatalities_low, e.fatalities_best, e.fatalities_high, e.injured, e.captured, e.weapon,
       e.status, e.disputed, e.attribution, e.background, e.confidence,
       e.n_mentions, e.n_articles, e.n_sources, e.extractor_version, e.load_id, e.valid_from
FROM news.events e
JOIN news.event_types t USING (type)
LEFT JOIN news.locations l USING (location_id)
WHERE (%(first)s::date IS NULL OR e.date_end >= %(first)s) AND (%(last)s::date IS NULL OR e.date_start <= %(last)s)
ORDER BY e.date_start, e.event_id
