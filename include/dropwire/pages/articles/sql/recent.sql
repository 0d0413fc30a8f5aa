-- Of the newest rows those that have the words: enough where the words are common.
SELECT n.article_id::text
FROM (SELECT s.article_id, s.told, s.words
      FROM news.list_articles(%(lang)s, %(source_id)s, %(first)s, %(last)s, %(originals)s, %(has_events)s, %(load)s,
                              %(day)s, %(story)s, %(file)s, NULL) s
      ORDER BY s.told DESC, s.article_id DESC LIMIT %(looked_at)s) AS n
WHERE n.words @@ %(words)s::tsquery
ORDER BY n.told DESC, n.article_id DESC
LIMIT %(most)s
