-- What a load read for the first time, by day of the drops and source. Texts the warehouse had as they are do not count,
-- nor do files that an earlier load has published: reading them again is no news.
WITH new_files AS (
    SELECT f.file_id, f.name, f.sha256, f.day
    FROM landing.load_files g JOIN landing.drop_files f USING (file_id)
    WHERE g.load_id = %(load_id)s
      AND NOT EXISTS (SELECT FROM landing.load_files e JOIN ops.loads l USING (load_id)
                      WHERE e.file_id = f.file_id AND e.load_id < %(load_id)s AND l.status = 'published')
), mine AS MATERIALIZED (
    SELECT a.item_id, f.day, coalesce(a.source_id::text, 'none') AS source_key, a.source, a.source_id, a.title, a.lang,
           a.body, a.text_fingerprint,
           coalesce(a.published_end < f.day - 30, false) AS is_old,
           a.published_start IS NULL AS no_date,
           coalesce(a.published_end < f.day - 3, false) AS is_stale,
           row_number() OVER (PARTITION BY a.text_fingerprint ORDER BY f.day, a.item_id) > 1
               OR EXISTS (SELECT FROM news.articles o WHERE o.text_fingerprint = a.text_fingerprint
                          AND o.article_id <> a.article_id AND o.load_id < %(load_id)s) AS is_copy
    FROM staging.articles a JOIN new_files f ON (f.name, f.sha256) = (a.file, a.file_sha256)
    WHERE a.load_id = %(load_id)s
      AND NOT EXISTS (SELECT FROM news.articles o WHERE o.article_id = a.article_id
                      AND o.content_sha256 = a.content_sha256 AND o.load_id < %(load_id)s)
), ends AS (
    SELECT DISTINCT m.day, m.source_key, m.item_id, btrim(regexp_replace(p.line, '\s+', ' ', 'g')) AS line
    FROM mine m
    CROSS JOIN LATERAL (SELECT line, n, count(*) OVER () AS total
                        FROM unnest(string_to_array(m.body, E'\n\n')) WITH ORDINALITY AS u (line, n)) AS p
    WHERE NOT m.is_copy AND NOT m.is_old AND (p.n <= 2 OR p.n > p.total - 3) AND length(p.line) BETWEEN 8 AND 200
), repeated AS (
    SELECT day, source_key, line, count(*) AS n
    FROM ends GROUP BY day, source_key, line
    HAVING count(*) >= greatest(5, 0.3 * (SELECT count(*) FROM mine m
                                          WHERE (m.day, m.source_key) = (ends.day, ends.source_key) AND NOT m.is_old))
), carrying AS (
    SELECT DISTINCT e.item_id FROM ends e JOIN repeated USING (day, source_key, line)
), judged AS (
    SELECT m.*, c.item_id IS NOT NULL AS carries,
           r.item_id IS NOT NULL AS is_rejected,
           m.body ~ '</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,200})?/?>|&(?:[a-z]{2,8}|#\d{2,5});|\{\{|javascript:'
               OR m.body ~ '(?n)^\s*(Chia sẻ|Xem thêm:?|Bình luận|Baca juga:?|Bagikan|Komentar|Share|Read more:?|Advertisement)\s*$'
               AS has_furniture,
           coalesce(e.n, 0) AS n_events
    FROM mine m
    LEFT JOIN carrying c USING (item_id)
    LEFT JOIN (SELECT DISTINCT item_id FROM ops.rejects
               WHERE load_id = %(load_id)s AND stage = 'check' AND event_no IS NULL) r USING (item_id)
    LEFT JOIN (SELECT item_id, count(*) AS n FROM staging.events WHERE load_id = %(load_id)s GROUP BY item_id) e
        USING (item_id)
), told AS (
    SELECT day, source_key, lang, count(*) AS n FROM (
        SELECT day, unnest(ARRAY['all', source_key]) AS source_key, coalesce(lang, 'und') AS lang
        FROM judged WHERE NOT is_old) AS u
    GROUP BY day, source_key, lang
), refused AS (
    SELECT f.day, count(DISTINCT r.item_id) AS n
    FROM ops.rejects r JOIN new_files f ON (f.name, f.sha256) = (r.file, r.file_sha256)
    WHERE r.load_id = %(load_id)s AND r.disposition = 'quarantined' AND r.event_no IS NULL AND r.stage <> 'check'
    GROUP BY f.day
), counted AS (
    SELECT day, CASE WHEN grouping(source_key) = 1 THEN 'all' ELSE source_key END AS source_key,
           (array_agg(source ORDER BY source))[1] AS source, (array_agg(source_id))[1] AS source_id,
           count(*) FILTER (WHERE NOT is_old) AS n_articles,
           count(*) FILTER (WHERE is_old) AS n_old,
           count(*) FILTER (WHERE NOT is_old AND is_rejected) AS n_rejected,
           count(*) FILTER (WHERE NOT is_old AND is_copy) AS n_duplicate,
           count(*) FILTER (WHERE NOT is_old AND no_date) AS n_no_date,
           count(*) FILTER (WHERE NOT is_old AND source IS NULL) AS n_no_source,
           count(*) FILTER (WHERE NOT is_old AND coalesce(title, '') = '') AS n_no_title,
           count(*) FILTER (WHERE NOT is_old AND is_stale) AS n_stale,
           count(*) FILTER (WHERE NOT is_old AND has_furniture) AS n_furniture,
           count(*) FILTER (WHERE NOT is_old AND carries) AS n_repeated,
           count(*) FILTER (WHERE NOT is_old AND coalesce(length(body), 0) < 300) AS n_short,
           coalesce(sum(length(body)) FILTER (WHERE NOT is_old), 0) AS n_chars,
           coalesce(sum(n_events) FILTER (WHERE NOT is_old), 0) AS n_events
    FROM judged GROUP BY GROUPING SETS ((day), (day, source_key))
), keys AS (
    SELECT day, source_key FROM counted
    UNION SELECT day, 'all' FROM refused
    UNION SELECT day, 'all' FROM ops.loads WHERE load_id = %(load_id)s -- a day on which nothing came is a fact, too
)
INSERT INTO ops.trend_days
SELECT k.day, k.source_key, %(load_id)s,
       CASE k.source_key WHEN 'all' THEN 'all sources' WHEN 'none' THEN 'no source named'
                         ELSE coalesce(s.name, c.source, k.source_key) END,
       %(is_backfill)s OR k.day < %(recent)s,
       coalesce(c.n_articles, 0), coalesce(c.n_old, 0),
       CASE WHEN k.source_key = 'all' THEN coalesce(r.n, 0) ELSE 0 END,
       coalesce(c.n_rejected, 0), coalesce(c.n_duplicate, 0), coalesce(c.n_no_date, 0), coalesce(c.n_no_source, 0),
       coalesce(c.n_no_title, 0), coalesce(c.n_stale, 0), coalesce(c.n_furniture, 0), coalesce(c.n_repeated, 0),
       (SELECT p.line FROM repeated p WHERE p.day = k.day AND k.source_key IN ('all', p.source_key)
        ORDER BY p.n DESC, p.line LIMIT 1),
       coalesce(c.n_short, 0), coalesce(c.n_chars, 0), coalesce(c.n_events, 0),
       coalesce((SELECT jsonb_object_agg(t.lang, t.n) FROM told t
                 WHERE (t.day, t.source_key) = (k.day, k.source_key)), '{}')
FROM keys k
LEFT JOIN counted c USING (day, source_key)
LEFT JOIN refused r USING (day)
LEFT JOIN news.sources s ON s.source_id = c.source_id AND k.source_key NOT IN ('all', 'none')
