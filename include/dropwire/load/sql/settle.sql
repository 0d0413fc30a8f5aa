-- Items of these files of which the last load that read them, by the same code and lexicons, made what the warehouse has,
-- or something older. What was set aside, in whole or in part, or waived is always tried again; so is what comes from a
-- source whose learnt lines a rule or a person has judged since.
SELECT pg_advisory_xact_lock(hashtextextended(%(shard)s, %(load_id)s));
DELETE FROM staging.settled WHERE load_id = %(load_id)s AND shard = %(shard)s;
UPDATE ops.loads SET reading = CASE WHEN coalesce(reading, %(reading)s) = %(reading)s THEN %(reading)s ELSE 'mixed' END
WHERE load_id = %(load_id)s;

CREATE TEMP TABLE settling ON COMMIT DROP AS
SELECT f.file_id, f.name, f.sha256, f.day, f.arrived_at, b.load_id, b.started_at - interval '1 minute' AS since
FROM unnest(%(names)s::text[], %(digests)s::text[]) AS given (name, sha256)
JOIN landing.drop_files f USING (name, sha256)
JOIN ops.loads b ON b.load_id = f.read_by
WHERE b.status = 'published' AND b.decision IS NULL AND b.reading = %(reading)s;
ANALYZE settling;

WITH kept AS (
    INSERT INTO staging.settled (load_id, shard, item_id, file_id, record, article_id, content_sha256, layout_sha256)
    SELECT %(load_id)s, %(shard)s, i.item_id, i.file_id, i.record, i.article_id, i.content_sha256, i.layout_sha256
    FROM settling f
    JOIN landing.drop_items i USING (load_id, file_id)
    JOIN news.articles a USING (article_id)
    WHERE i.content_sha256 IS NOT NULL AND a.first_day <= f.day
      AND ((a.drop_day, a.drop_arrived_at, a.file, coalesce(a.record, -1))
           > (f.day, f.arrived_at, f.name, coalesce(i.record, -1))
           OR (a.drop_day, a.drop_arrived_at, a.file, coalesce(a.record, -1), a.content_sha256, a.layout_sha256)
           = (f.day, f.arrived_at, f.name, coalesce(i.record, -1), encode(i.content_sha256, 'hex'), encode(i.layout_sha256, 'hex')))
      AND NOT EXISTS (SELECT FROM ops.rejects r WHERE (r.load_id, r.item_id) = (i.load_id, i.item_id))
      AND NOT EXISTS (SELECT FROM ops.waivers w WHERE w.item_id = i.item_id)
      AND NOT EXISTS (SELECT FROM ops.furniture n
                      WHERE n.source_id = a.source_id AND n.effective_at > f.since)
    RETURNING file_id, record
)
SELECT f.name, f.sha256, array_agg(k.record) AS records,
       count(*) = (SELECT count(*) FROM landing.drop_items i WHERE (i.load_id, i.file_id) = (f.load_id, f.file_id)) AS is_whole
FROM kept k JOIN settling f USING (file_id)
GROUP BY f.file_id, f.load_id, f.name, f.sha256
