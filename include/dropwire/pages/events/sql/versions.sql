-- What was said of it before, the latest first.
SELECT e.event_id::text, e.type, e.plover, e.date_start, e.date_end, e.date_precision, e.date_basis, e.geo_precision, e.actor1,
       e.assoc_actor1, e.actor2, e.assoc_actor2, e.civilian_targeting, e.fatalities_low, e.fatalities_best,
       e.fatalities_high, e.injured, e.captured, e.weapon, e.status, e.disputed, e.attribution, e.background,
       e.confidence, e.n_mentions, e.n_articles, e.n_sources, e.extractor_version, e.load_id, e.valid_from,
       e.valid_to, e.superseded_by::text, e.location_id::text, l.name, l.admin1, l.country, l.lat, l.lon
FROM history.events e LEFT JOIN news.locations l USING (location_id)
WHERE e.event_id = %(event_id)s
ORDER BY e.valid_to DESC
LIMIT %(most)s
