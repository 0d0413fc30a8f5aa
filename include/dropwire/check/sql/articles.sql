SELECT * FROM (  -- Great Expectations takes no query that does not begin so
WITH looked AS MATERIALIZED (
    -- A body is unpacked once for all that is looked for in it.
    SELECT s.item_id, length(b.body) AS body_length,
           -- letters no decoder should leave: control and replacement characters; counting is slow, most texts have none
           CASE WHEN b.body ~ '[\x01-\x08\x0e-\x1f\uFFFD]' THEN
               (length(b.body) - length(regexp_replace(b.body, '[\x01-\x08\x0e-\x1f\uFFFD]', '', 'g')))::float8
                   / greatest(length(b.body), 1)
           ELSE 0 END AS garbled_share,
           CASE WHEN b.body ~ '[<&{]|javascript:' THEN substring(b.body FROM
               '</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,200})?/?>|&(?:[a-z]{2,8}|#\d{2,5});|<img\s|\{\{|javascript:') END AS residue,
           -- the words are looked for first: the pattern is slow, and most texts have none of them
           CASE WHEN strpos(b.body, 'Chia sẻ') + strpos(b.body, 'Xem thêm') + strpos(b.body, 'Bình luận')
                   + strpos(b.body, 'Baca juga') + strpos(b.body, 'Bagikan') + strpos(b.body, 'Komentar')
                   + strpos(b.body, 'Share') + strpos(b.body, 'Read more') + strpos(b.body, 'Advertisement') > 0
           THEN substring(b.body FROM '(?n)^\s*(Chia sẻ|Xem thêm:?|Bình luận|Baca juga:?|Bagikan|Komentar|Share|Read more:?|Advertisement)\s*$') END
               AS furniture,
           (SELECT array_agg(DISTINCT line)
            FROM unnest(ARRAY[split_part(b.body, E'\n\n', 1), split_part(b.body, E'\n\n', -1),
                              split_part(b.body, E'\n\n', -2)]) AS line
            WHERE length(line) BETWEEN 4 AND 160) AS ends
    FROM staging.articles s CROSS JOIN LATERAL (SELECT s.body || '' AS body OFFSET 0) AS b
    WHERE s.load_id = %(load_id)s
), known AS (
    -- What sources.yaml says of sources, for each source and host among the staged.
    SELECT n.source, n.domain, min(k.online_since) AS online_since,
           array_agg(DISTINCT l.lang) FILTER (WHERE l.lang IS NOT NULL) AS languages
    FROM (SELECT DISTINCT source, domain FROM staging.articles WHERE load_id = %(load_id)s) AS n
    JOIN jsonb_to_recordset(%(sources)s::jsonb) AS k (names text[], domains text[], languages text[], online_since date)
        ON lower(n.source) = ANY (k.names) OR n.domain = ANY (k.domains)
        OR EXISTS (SELECT FROM unnest(k.domains) AS d WHERE right(n.domain, length(d) + 1) = '.' || d)
    LEFT JOIN LATERAL unnest(k.languages) AS l (lang) ON true
    GROUP BY n.source, n.domain
), usual AS (
    -- Of other sources: the language of nearly all of their latest articles, where there are enough.
    SELECT n.source_id, u.lang
    FROM (SELECT DISTINCT source_id FROM staging.articles WHERE load_id = %(load_id)s AND source_id IS NOT NULL) AS n
    CROSS JOIN LATERAL (
        SELECT lang, count(*) AS n_articles, sum(count(*)) OVER () AS n_all
        FROM (SELECT lang FROM news.articles a WHERE a.source_id = n.source_id ORDER BY drop_day DESC LIMIT 200) AS latest
        GROUP BY lang) AS u
    WHERE u.lang IS NOT NULL AND u.n_all >= 20 AND u.n_articles >= 0.95 * u.n_all
), sourceless AS (
    -- The share of articles without a source that is usual.
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY n_failed::float8 / n_rows) AS share
    FROM (SELECT c.n_failed, c.n_rows FROM ops.check_results c JOIN ops.loads l USING (load_id)
          WHERE c.rule = 'articles_without_source' AND c.n_rows >= 50 AND l.status = 'published'
          ORDER BY l.load_id DESC LIMIT 28) AS latest
), ends AS (
    -- Short first and last paragraphs; what many bodies of one source share is furniture, whatever it says.
    SELECT s.item_id, coalesce(s.source_id, s.article_id) AS source, e.line, s.text_fingerprint
    FROM looked b JOIN staging.articles s ON s.load_id = %(load_id)s AND s.item_id = b.item_id
    CROSS JOIN LATERAL unnest(b.ends) AS e (line)
), shared AS (
    SELECT source, line, count(DISTINCT text_fingerprint) AS n_texts
    FROM ends GROUP BY source, line HAVING count(DISTINCT text_fingerprint) >= 5
), sizes AS (
    SELECT source_id AS source, count(DISTINCT text_fingerprint) AS n_texts
    FROM staging.articles WHERE load_id = %(load_id)s GROUP BY source_id
), repeated AS (
    SELECT e.item_id, min(e.line) AS line
    FROM ends e JOIN shared USING (source, line) JOIN sizes USING (source)
    WHERE shared.n_texts >= 0.3 * sizes.n_texts
    GROUP BY e.item_id
), learnt AS (
    SELECT DISTINCT e.item_id FROM ends e
    JOIN ops.furniture f ON f.source_id = e.source AND f.status = 'active' AND f.line = e.line
), removed AS (
    SELECT item_id, sum(raw_end - raw_start) AS n FROM staging.removed_spans WHERE load_id = %(load_id)s GROUP BY item_id
), told AS (
    SELECT item_id, count(*) AS n FROM staging.events WHERE load_id = %(load_id)s GROUP BY item_id
)
SELECT s.item_id::text, s.article_id::text, s.file, s.record, s.url, s.title, s.lang, s.lang_confidence, s.source,
       -- Staged articles of one load, with what only shows when columns are taken together. Bodies stay where they are:
       -- only what is found in them is looked at, and may be kept with a failing row.
       s.published_start, s.published_end, s.published_basis, s.text_fingerprint,
       b.body_length, length(s.title) AS title_length, b.garbled_share, b.residue,
       coalesce(b.furniture, CASE WHEN learnt.item_id IS NOT NULL THEN 'a line learnt as furniture' END) AS furniture,
       repeated.line AS repeated_line,
       CASE WHEN s.lang <> ALL (coalesce(known.languages, ARRAY[usual.lang]))
            THEN concat(s.lang, ' where ', array_to_string(coalesce(known.languages, ARRAY[usual.lang]), ' or '), ' is expected')
       END AS unexpected_language,
       CASE WHEN s.source IS NULL AND (SELECT share FROM sourceless) < 0.25 THEN 'no source' END AS lost_source,
       CASE WHEN s.published_end < known.online_since THEN concat(s.published_end, ', the source is known since ', known.online_since)
       END AS before_source,
       s.published_end - s.published_start AS published_days,
       s.published_start - current_date AS days_ahead,
       coalesce(removed.n, 0)::float8 / greatest(s.raw_length, 1) AS removed_share,
       coalesce(told.n, 0) AS n_events,
       CASE WHEN row_number() OVER (PARTITION BY s.text_fingerprint ORDER BY s.article_id, s.item_id) > 1
            THEN 'another of this load'
            WHEN EXISTS (SELECT FROM news.articles a WHERE a.text_fingerprint = s.text_fingerprint AND a.article_id <> s.article_id)
            THEN 'one the warehouse has' END AS copy_of
FROM staging.articles s
JOIN looked b USING (item_id)
LEFT JOIN known ON (known.source, known.domain) IS NOT DISTINCT FROM (s.source, s.domain)
LEFT JOIN usual ON usual.source_id = s.source_id
LEFT JOIN repeated USING (item_id)
LEFT JOIN learnt USING (item_id)
LEFT JOIN removed USING (item_id)
LEFT JOIN told USING (item_id)
WHERE s.load_id = %(load_id)s
) AS checked
