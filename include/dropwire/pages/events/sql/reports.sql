-- What every original says of it, the first first; copies are counted with theirs.
SELECT r.article_id::text, r.event_no, s.name, a.syndicated_from, a.title, a.url, a.lang, a.published_start, a.published_end,
       a.first_day, a.near_duplicate_of::text, r.status, r.attribution, r.fatalities_low, r.fatalities, r.fatalities_high,
       r.injured, r.background, r.place, r.date_start, r.date_end, r.actor1, r.actor2,
       (SELECT count(*) FROM news.articles c
        WHERE c.text_fingerprint = a.text_fingerprint AND c.canonical_id = a.article_id AND NOT c.is_canonical)::integer
FROM news.event_reports r
JOIN news.articles a USING (article_id)
LEFT JOIN news.sources s USING (source_id)
WHERE r.event_id = %(event_id)s AND a.is_canonical
ORDER BY coalesce(a.published_start, a.first_day), r.article_id, r.event_no
LIMIT %(most)s
