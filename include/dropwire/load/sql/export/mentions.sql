SELECT m.event_id, m.article_id, m.event_no, m.mention_no, e.type, e.date_start, e.date_end,
       m.quote, m.status, m.attribution, m.fatalities, m.injured, m.sentence, m.body_start, m.body_end,
       a.lang, a.title, s.name AS source, a.url, a.published_start, a.published_end, a.is_canonical,
       a.file, a.file_sha256, a.record, m.raw_start, m.raw_end
FROM news.event_mentions m
JOIN news.events e ON e.event_id = m.event_id
JOIN news.articles a ON a.article_id = m.article_id
LEFT JOIN news.sources s USING (source_id)
WHERE (%(first)s::date IS NULL OR e.date_end >= %(first)s) AND (%(last)s::date IS NULL OR e.date_start <= %(last)s)
ORDER BY e.date_start, m.event_id, m.article_id, m.event_no, m.mention_no
