-- What the article tells, with what all articles together say of each event.
SELECT r.event_no, r.event_id::text, r.type, t.words, r.date_start, r.date_end, r.date_precision, r.place, r.admin1, r.country,
       r.geo_precision, r.actor1, r.assoc_actor1, r.actor2, r.assoc_actor2, r.fatalities_low, r.fatalities,
       r.fatalities_high, r.injured, r.captured, r.weapon, r.status, r.attribution, r.background, e.n_articles, e.disputed
FROM news.event_reports r
JOIN news.event_types t USING (type)
LEFT JOIN news.events e USING (event_id)
WHERE r.article_id = %(id)s::uuid
ORDER BY r.event_no
