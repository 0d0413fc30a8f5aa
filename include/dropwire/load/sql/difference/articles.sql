-- Articles the transaction in hand adds or changes, and the first of each kind with what differs.
WITH versions AS (
    SELECT a.article_id, a.file, a.record,
           CASE WHEN h.article_id IS NULL THEN 'added'
                WHEN (a.title, a.body, a.lang, a.source_id, a.author, a.url, a.published_start, a.published_end)
                     IS DISTINCT FROM
                     (h.title, h.body, h.lang, h.source_id, h.author, h.url, h.published_start, h.published_end)
                THEN 'changed' ELSE 'regrouped' END AS change
    FROM news.articles a
    LEFT JOIN pub_ended_articles h USING (article_id)
    WHERE a.valid_from = now()
      -- an article whose events alone changed is told with the events
      AND (h.article_id IS NULL OR
           (a.title, a.body, a.lang, a.source_id, a.author, a.url, a.published_start, a.published_end, a.story_id, a.canonical_id)
           IS DISTINCT FROM
           (h.title, h.body, h.lang, h.source_id, h.author, h.url, h.published_start, h.published_end, h.story_id, h.canonical_id))
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY change) AS n,
           row_number() OVER (PARTITION BY change ORDER BY file, record, article_id) AS place
    FROM versions
)
SELECT c.change, c.n, c.article_id::text, c.file || coalesce(' #' || c.record, ''),
       to_jsonb(h) - %(hidden)s::text[], to_jsonb(a) - %(hidden)s::text[]
FROM counted c
JOIN news.articles a USING (article_id)
LEFT JOIN pub_ended_articles h USING (article_id)
WHERE c.place <= %(examples)s
ORDER BY c.change, c.place
