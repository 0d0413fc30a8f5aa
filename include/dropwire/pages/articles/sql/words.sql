-- What was typed as a query, and whether without accents: then it is marked with any.
SELECT news.search_query(%(q)s)::text,
       CASE WHEN news.plain(lower(normalize(%(q)s, NFC))) = lower(normalize(%(q)s, NFC)) THEN 'news.plain' ELSE 'simple' END
