-- All that have the words, by the index of words; of them the newest.
WITH found AS MATERIALIZED (
    SELECT s.article_id, s.told
    FROM news.list_articles(%(lang)s, %(source_id)s, %(first)s, %(last)s, %(originals)s, %(has_events)s, %(load)s,
                            %(day)s, %(story)s, %(file)s, %(words)s::tsquery) s
)
SELECT article_id::text FROM found ORDER BY told DESC, article_id DESC LIMIT %(most)s
