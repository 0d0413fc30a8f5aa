-- The languages there are, by steps along the index.
WITH RECURSIVE step AS (
    (SELECT lang FROM news.article_search ORDER BY lang LIMIT 1)
    UNION ALL
    SELECT (SELECT s.lang FROM news.article_search s WHERE s.lang > step.lang ORDER BY s.lang LIMIT 1)
    FROM step WHERE step.lang IS NOT NULL
)
SELECT lang FROM step WHERE lang IS NOT NULL
