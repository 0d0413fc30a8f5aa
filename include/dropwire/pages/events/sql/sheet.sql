SELECT e.event_id, e.type, e.date_start, e.date_end, e.date_precision, l.name AS place, l.admin1, l.country, l.lat, l.lon,
       e.geo_precision, e.actor1, e.assoc_actor1, e.actor2, e.assoc_actor2, e.civilian_targeting,
       e.fatalities_low, e.fatalities_best, e.fatalities_high, e.injured, e.captured, e.weapon,
       e.status, e.disputed, e.attribution, e.background, e.confidence, e.n_mentions, e.n_articles, e.n_sources
FROM matching e
LEFT JOIN news.locations l USING (location_id)
WHERE NOT %(none)s
ORDER BY e.date_end, e.event_id
