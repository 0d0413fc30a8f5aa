-- Views for people, and who may do what. The loader writes and never alters tables; the reader only reads.
CREATE VIEW news.event_list AS
SELECT e.event_id, e.date_start, e.date_end, e.date_precision, e.type, t.words AS type_in_words,
       t.acled_event_type, t.acled_sub_event, e.plover,
       l.name AS place, l.admin1, l.country, l.lat, l.lon, e.geo_precision,
       e.actor1, e.actor2, e.civilian_targeting,
       e.fatalities_low, e.fatalities_best, e.fatalities_high, e.injured, e.captured, e.weapon,
       e.status, e.disputed, e.attribution, e.background, e.confidence,
       e.n_mentions, e.n_articles, e.n_sources, e.load_id, e.valid_from
FROM news.events e
JOIN news.event_types t USING (type)
LEFT JOIN news.locations l USING (location_id);
COMMENT ON VIEW news.event_list IS 'Events with their place and type spelled out: start here.';

CREATE VIEW news.event_evidence AS
SELECT m.event_id, m.quote, m.status, m.attribution, m.fatalities, m.injured, s.name AS source,
       a.published_start, a.published_end, a.lang, a.title, a.url, m.article_id, m.event_no, m.mention_no,
       m.body_start, m.body_end, a.file, a.file_sha256, a.record, m.raw_start, m.raw_end, a.is_canonical
FROM news.event_mentions m
JOIN news.articles a USING (article_id)
LEFT JOIN news.sources s USING (source_id);
COMMENT ON VIEW news.event_evidence IS 'The sentences behind each event, with source and the place in the raw drop.';

CREATE VIEW ops.items AS
SELECT i.load_id, i.item_id, f.name AS file, f.sha256 AS file_sha256, f.day AS file_day, i.record, i.disposition,
       i.rule, i.reason, i.article_id, l.day, l.run_id, l.status AS load_status
FROM landing.drop_items i
JOIN landing.drop_files f USING (file_id)
JOIN ops.loads l USING (load_id);
COMMENT ON VIEW ops.items IS 'Every item of every load with its one disposition.';

CREATE VIEW ops.waiting_files AS
SELECT f.day, f.name, f.sha256, f.size, f.arrived_at,
       EXISTS (SELECT FROM ops.loads l WHERE l.day = f.day AND l.status = 'published') AS is_late
FROM landing.drop_files f
WHERE f.read_by IS NULL
  AND NOT EXISTS (SELECT FROM landing.drop_files newer
                  WHERE newer.name = f.name AND (newer.arrived_at, newer.file_id) > (f.arrived_at, f.file_id));
COMMENT ON VIEW ops.waiting_files IS 'Files no load has read yet: late ones for the next daily run, others for the run of their day.';

DO $$
DECLARE v record;
BEGIN
    -- Columns of a view say what the table column they come from says.
    FOR v IN SELECT n.nspname, c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
             WHERE c.relkind = 'v' AND n.nspname IN ('news', 'ops') LOOP
        EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', v.nspname, v.relname, v.attname, coalesce(
            (SELECT col_description(c.oid, a.attnum) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE c.relkind = 'r' AND n.nspname IN ('news', 'ops', 'landing') AND a.attname = v.attname
               AND col_description(c.oid, a.attnum) IS NOT NULL
             ORDER BY array_position(ARRAY['events', 'event_mentions', 'articles', 'event_types', 'locations',
                                           'drop_items', 'drop_files', 'loads']::name[], c.relname) NULLS LAST LIMIT 1),
            CASE v.attname
                WHEN 'type_in_words' THEN 'The type in plain words.'
                WHEN 'place' THEN 'Name of the place.'
                WHEN 'source' THEN 'Publisher of the article.'
                WHEN 'file_day' THEN 'The day the file belongs to.'
                WHEN 'load_status' THEN 'How the load ended.'
                WHEN 'is_late' THEN 'True when the run of its day had already finished.'
            END));
    END LOOP;
END $$;

-- The planner knows nothing of rows that came in the same transaction, and only an owner may tell it. A warehouse that
-- has grown by a tenth is counted anew before it is linked; without that the first loads would take hours.
CREATE FUNCTION ops.analyze_when_grown(n_written bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF n_written * 10 > (SELECT reltuples FROM pg_class WHERE oid = 'news.articles'::regclass) THEN
        ANALYZE news.articles, news.event_reports, news.event_mentions, news.text_bands, news.text_signatures;
    END IF;
END $$;
COMMENT ON FUNCTION ops.analyze_when_grown IS 'Refresh the planner''s statistics on news when this many new articles are a tenth of all.';
REVOKE EXECUTE ON FUNCTION ops.analyze_when_grown FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.analyze_when_grown TO dropwire_loader;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA landing, staging, news, ops TO dropwire_loader;
REVOKE INSERT, UPDATE, DELETE ON news.event_types, ops.migrations FROM dropwire_loader;
GRANT SELECT ON ALL TABLES IN SCHEMA news, ops TO dropwire_reader;
