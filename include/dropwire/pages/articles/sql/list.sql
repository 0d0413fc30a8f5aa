-- The newest that are asked for, from a row on: its own day and id are the last of the page before.
SELECT s.article_id::text, s.told
FROM news.list_articles(%(lang)s, %(source_id)s, %(first)s, %(last)s, %(originals)s, %(has_events)s, %(load)s, %(day)s,
                        %(story)s, %(file)s, NULL) s
WHERE %(told)s::date IS NULL OR (s.told, s.article_id) < (%(told)s::date, %(id)s::uuid)
ORDER BY s.told DESC, s.article_id DESC
LIMIT %(most)s
