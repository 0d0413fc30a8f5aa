SELECT article_id::text
FROM news.article_search
WHERE article_id = ANY (%(ids)s::uuid[])
ORDER BY ts_rank_cd(words, %(words)s::tsquery, 33) DESC, told DESC, article_id DESC
OFFSET %(skip)s LIMIT %(most)s
