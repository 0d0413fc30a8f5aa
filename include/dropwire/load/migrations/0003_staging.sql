-- Rows on their way: written by stage in one transaction per shard, read by check and publish, pruned later.
-- Keys start with load_id so that a load is one range of the index; there are no foreign keys, the checks do that.
CREATE TABLE staging.shards (
    load_id    bigint NOT NULL,
    shard      text NOT NULL,
    n_articles integer NOT NULL,
    n_events   integer NOT NULL,
    n_rejected integer NOT NULL,
    staged_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (load_id, shard)
);

CREATE TABLE staging.articles (
    load_id bigint NOT NULL, shard text NOT NULL, item_id uuid NOT NULL,
    file text NOT NULL, file_sha256 text NOT NULL, record integer,
    article_id uuid NOT NULL, content_sha256 text NOT NULL, layout_sha256 text NOT NULL,
    url text, canonical_url text, domain text,
    source_id uuid, source text, syndicated_from text, title text, author text, body text,
    lang text, lang_confidence double precision,
    published_start date, published_end date, published_basis text, published_contradictions text[],
    crawled_at timestamptz,
    raw_length integer, text_fingerprint text, signature bigint[], bands bigint[], metadata jsonb,
    PRIMARY KEY (load_id, item_id)
);

CREATE TABLE staging.removed_spans (
    load_id bigint NOT NULL, shard text NOT NULL, item_id uuid NOT NULL,
    span_no integer NOT NULL, kind text, raw_start integer, raw_end integer,
    PRIMARY KEY (load_id, item_id, span_no)
);

CREATE TABLE staging.events (
    load_id bigint NOT NULL, shard text NOT NULL, item_id uuid NOT NULL, event_no integer NOT NULL,
    article_id uuid NOT NULL, event_id uuid NOT NULL,
    type text, plover text,
    date_start date, date_end date, date_precision text, date_basis text,
    location_id uuid, place text, lat double precision, lon double precision, admin1 text, country text,
    geonames_id integer, geo_precision integer,
    actor1 text, assoc_actor1 text[], actor2 text, assoc_actor2 text[],
    fatalities integer, fatalities_low integer, fatalities_high integer, injured integer, captured integer,
    weapon text, status text, attribution text, background boolean, event_group integer,
    confidence double precision, rules jsonb,
    PRIMARY KEY (load_id, item_id, event_no)
);

CREATE TABLE staging.mentions (
    load_id bigint NOT NULL, shard text NOT NULL, item_id uuid NOT NULL,
    event_no integer NOT NULL, mention_no integer NOT NULL,
    sentence integer, body_start integer, body_end integer, raw_start integer, raw_end integer,
    quote text, status text, attribution text, fatalities integer, injured integer,
    PRIMARY KEY (load_id, item_id, event_no, mention_no)
);

COMMENT ON TABLE staging.shards IS 'Shards staged so far, with the account each one gives of itself.';
COMMENT ON TABLE staging.articles IS 'Cleaned articles of a load; columns as in news.articles.';
COMMENT ON TABLE staging.removed_spans IS 'Removed spans of staged articles; columns as in news.removed_spans.';
COMMENT ON TABLE staging.events IS 'Events as one staged article tells them; columns as in news.event_reports.';
COMMENT ON TABLE staging.mentions IS 'Sentences behind staged events; columns as in news.event_mentions.';
DO $$
DECLARE c record;
BEGIN
    -- Every staging column bears the name of the published column it feeds; the comment says so once for each.
    FOR c IN SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'staging' LOOP
        EXECUTE format('COMMENT ON COLUMN staging.%I.%I IS %L', c.table_name, c.column_name,
            CASE c.column_name
                WHEN 'load_id' THEN 'The load this row belongs to.'
                WHEN 'shard' THEN 'The shard that wrote this row; a retry of the shard replaces it.'
                WHEN 'item_id' THEN 'The item, as in landing.drop_items.'
                WHEN 'bands' THEN 'Hashes of parts of the signature; near copies share one (link step).'
                WHEN 'staged_at' THEN 'When the shard was written.'
                WHEN 'n_articles' THEN 'Articles the shard staged.'
                WHEN 'n_events' THEN 'Events the shard staged.'
                WHEN 'n_rejected' THEN 'Items the shard set aside.'
                ELSE 'As the column of that name in news.' END);
    END LOOP;
END $$;
