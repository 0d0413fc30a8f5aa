-- Same text, one canonical article: of those that name no other publisher as their origin, the one that appeared first,
-- by date, then by the day it came, then by id.
WITH ranked AS (
    SELECT article_id,
           first_value(article_id) OVER (PARTITION BY text_fingerprint
                                         ORDER BY (syndicated_from IS NOT NULL), coalesce(published_end, first_day), first_day,
                                                  article_id) AS canonical_id
    FROM news.articles
    WHERE text_fingerprint IN (SELECT text_fingerprint FROM pub_texts)
), changed AS (
    UPDATE news.articles a
    SET canonical_id = r.canonical_id, is_canonical = a.article_id = r.canonical_id,
        load_id = %(load_id)s, valid_from = now()
    FROM ranked r
    WHERE r.article_id = a.article_id
      AND (a.canonical_id, a.is_canonical) IS DISTINCT FROM (r.canonical_id, a.article_id = r.canonical_id)
    RETURNING a.article_id
)
INSERT INTO pub_touched_articles
SELECT article_id FROM changed
EXCEPT SELECT article_id FROM pub_touched_articles;

UPDATE pub_items i
SET disposition = 'duplicate', rule = 'same_text',
    reason = format('The same text as %%s%%s.', o.file, ' #' || o.record)
FROM news.articles a JOIN news.articles o ON o.article_id = a.canonical_id
WHERE a.article_id = i.article_id AND NOT a.is_canonical AND i.disposition = 'loaded';
