-- The events that the articles of a day's loads tell, by type.
SELECT e.type, t.words, count(DISTINCT e.event_id)
FROM ops.loads l
JOIN landing.drop_items i USING (load_id)
JOIN news.event_reports r USING (article_id)
JOIN news.events e USING (event_id)
JOIN news.event_types t ON t.type = e.type
WHERE l.day = %(day)s AND NOT l.dry_run AND l.status = 'published' AND i.disposition = 'loaded'
GROUP BY e.type, t.words
ORDER BY 3 DESC, e.type
