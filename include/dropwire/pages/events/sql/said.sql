SELECT r.status, count(*)::integer
FROM news.event_reports r JOIN news.articles a USING (article_id)
WHERE r.event_id = %(event_id)s AND a.is_canonical
GROUP BY r.status
