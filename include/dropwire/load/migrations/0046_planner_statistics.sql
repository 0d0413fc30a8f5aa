-- Between two loads the planner needs to know what publishing finds its rows by; the other columns, which are most of
-- the work, can wait for autovacuum.
CREATE OR REPLACE FUNCTION ops.analyze_when_grown(n_written bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF n_written * 10 > (SELECT reltuples FROM pg_class WHERE oid = 'news.articles'::regclass) THEN
        ANALYZE news.articles (article_id, text_fingerprint, canonical_id, near_duplicate_of, story_id, source_id, drop_day),
                news.event_reports (article_id, event_no, coding_id, event_id, location_id, type, date_start, lon, belt, recognisable),
                news.event_mentions (article_id, event_no, event_id),
                news.text_bands, news.text_signatures (article_id),
                news.codings (coding_id, event_id, location_id, type, is_exact, date_start, cell, country, admin1, geo_precision),
                news.coding_links;
    END IF;
END $$;
