SELECT m.article_id::text, m.event_no, m.mention_no,
       substr(a.body, greatest(m.body_start - %(context)s, 0) + 1, least(%(context)s, m.body_start)), m.quote,
       substr(a.body, m.body_end + 1, %(context)s), m.status, m.attribution, m.fatalities, m.injured
FROM news.event_mentions m
JOIN news.articles a USING (article_id)
WHERE m.event_id = %(event_id)s AND m.article_id = ANY (%(ids)s::uuid[])
ORDER BY m.article_id, m.event_no, m.body_start
LIMIT 400
