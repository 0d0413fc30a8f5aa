SELECT a.article_id::text, a.title, s.name, a.published_start, a.published_end, a.first_day, a.lang,
       a.is_canonical, a.near_duplicate_of IS NOT NULL, a.story_id::text,
       (SELECT count(*) FROM news.event_reports r WHERE r.article_id = a.article_id),
       (SELECT count(*) FROM (SELECT FROM news.articles c
                              WHERE c.canonical_id = a.article_id AND NOT c.is_canonical LIMIT 100) AS c),
       (SELECT count(*) FROM (SELECT FROM news.articles o
                              WHERE o.story_id = a.story_id AND o.is_canonical LIMIT 100) AS o),
       CASE WHEN %(words)s::tsquery IS NULL THEN a.title
            ELSE ts_headline(%(marking)s::regconfig, a.title, %(words)s::tsquery, 'StartSel=, StopSel=, HighlightAll=true') END,
       CASE WHEN %(words)s::tsquery IS NULL THEN left(a.body, 280)
            ELSE ts_headline(%(marking)s::regconfig, left(a.body, 30000), %(words)s::tsquery,
                             'StartSel=, StopSel=, MaxFragments=2, MaxWords=28, MinWords=10, FragmentDelimiter=" … "') END,
       %(words)s::tsquery IS NULL AND length(a.body) > 280
FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS wanted (article_id, n)
JOIN news.articles a USING (article_id)
LEFT JOIN news.sources s USING (source_id)
ORDER BY wanted.n
