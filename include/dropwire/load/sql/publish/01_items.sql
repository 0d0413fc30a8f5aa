-- Which items count, which is the latest version of its article, and what the warehouse has of it.
-- The order of versions is that of the drops (day, arrival, name, record), never that of loading.
CREATE TEMP TABLE pub_items ON COMMIT DROP AS
WITH kept AS (
    SELECT s.item_id, s.article_id, s.content_sha256, s.layout_sha256, s.file_sha256, s.record,
           f.file_id, f.name, f.day, f.arrived_at, false AS is_settled
    FROM staging.articles s
    JOIN landing.drop_files f ON (f.name, f.sha256) = (s.file, s.file_sha256)
    WHERE s.load_id = %(load_id)s
      AND NOT EXISTS (SELECT FROM ops.rejects r
                      WHERE r.load_id = s.load_id AND r.item_id = s.item_id AND r.event_no IS NULL)
    UNION ALL
    SELECT s.item_id, s.article_id, encode(s.content_sha256, 'hex'), encode(s.layout_sha256, 'hex'), f.sha256, s.record,
           f.file_id, f.name, f.day, f.arrived_at, true
    FROM staging.settled s JOIN landing.drop_files f USING (file_id)
    WHERE s.load_id = %(load_id)s
), ordered AS (
    SELECT k.*,
           row_number() OVER version = 1 AS is_latest,
           first_value(item_id) OVER version AS latest_item,
           first_value(content_sha256) OVER version AS latest_content,
           min(day) OVER (PARTITION BY article_id) AS first_day
    FROM kept k
    WINDOW version AS (PARTITION BY article_id
                       ORDER BY day DESC, arrived_at DESC, name DESC, record DESC NULLS LAST, item_id)
)
SELECT o.*,
       a.article_id IS NULL AS is_new,
       coalesce(a.content_sha256 = o.content_sha256, false) AND NOT t.tells_otherwise AS is_same,
       is_latest AND (a.article_id IS NULL
           OR (a.drop_day, a.drop_arrived_at, a.file, coalesce(a.record, -1))
              < (o.day, o.arrived_at, o.name, coalesce(o.record, -1))
           OR (a.drop_day, a.drop_arrived_at, a.file, coalesce(a.record, -1))
              = (o.day, o.arrived_at, o.name, coalesce(o.record, -1))
              AND ((a.content_sha256, a.layout_sha256) <> (o.content_sha256, o.layout_sha256) OR t.tells_otherwise))
           AS is_written,
       NULL::text AS disposition, NULL::text AS rule, NULL::text AS reason
FROM ordered o
LEFT JOIN news.articles a USING (article_id)
-- The same item as the warehouse has, of which another event is set aside now, or one no longer: a rule was changed or waived.
CROSS JOIN LATERAL (
    SELECT CASE WHEN NOT o.is_settled AND (a.file, a.file_sha256, a.record, a.content_sha256)
                     IS NOT DISTINCT FROM (o.name, o.file_sha256, o.record, o.content_sha256) THEN
        (SELECT array_agg(e.event_no ORDER BY e.event_no) FROM staging.events e
         WHERE e.load_id = %(load_id)s AND e.item_id = o.item_id
           AND NOT EXISTS (SELECT FROM ops.rejects r
                           WHERE r.load_id = e.load_id AND r.item_id = e.item_id AND r.event_no = e.event_no))
        IS DISTINCT FROM
        (SELECT array_agg(r.event_no ORDER BY r.event_no) FROM news.event_reports r WHERE r.article_id = a.article_id)
    ELSE false END AS tells_otherwise) AS t;
CREATE INDEX ON pub_items (item_id);
ANALYZE pub_items;

UPDATE pub_items SET (disposition, rule, reason) = (
    SELECT d.disposition, d.rule, d.reason
    FROM (SELECT CASE WHEN NOT is_latest AND content_sha256 = latest_content THEN 1
                      WHEN NOT is_latest THEN 2
                      WHEN is_same THEN 3
                      WHEN NOT is_written THEN 4
                      WHEN is_new THEN 5
                      ELSE 6 END AS n) AS chosen
    JOIN (VALUES (1, 'duplicate', 'same_article', 'The same article came twice in this load.'),
                 (2, 'skipped', 'older_version', 'A later version of the article came in the same load.'),
                 (3, 'unchanged', NULL, NULL),
                 (4, 'skipped', 'older_version', 'The warehouse has a later version of the article.'),
                 (5, 'loaded', 'new', NULL),
                 (6, 'loaded', 'changed', 'A later version of an article; it replaces the earlier one.')) AS d (n, disposition, rule, reason) USING (n));
