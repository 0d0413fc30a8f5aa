SELECT event_no, mention_no, body_start, body_end, raw_start, raw_end, quote, status, attribution
FROM news.event_mentions WHERE article_id = %(id)s::uuid ORDER BY event_no, mention_no
