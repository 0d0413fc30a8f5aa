-- Headlines that are nearly what was typed.
SELECT article_id::text
FROM (SELECT s.article_id, s.title, s.told FROM news.article_search s
      WHERE news.title_alike(news.plain(lower(%(q)s)), s.title) AND s.is_canonical LIMIT 300) AS found
ORDER BY news.title_likeness(news.plain(lower(%(q)s)), title) DESC, told DESC
LIMIT 5
