-- As list.sql, upwards from a row: nearest first.
SELECT s.article_id::text, s.told
FROM news.list_articles(%(lang)s, %(source_id)s, %(first)s, %(last)s, %(originals)s, %(has_events)s, %(load)s, %(day)s,
                        %(story)s, %(file)s, NULL) s
WHERE (s.told, s.article_id) > (%(told)s::date, %(id)s::uuid)
ORDER BY s.told, s.article_id
LIMIT %(most)s
