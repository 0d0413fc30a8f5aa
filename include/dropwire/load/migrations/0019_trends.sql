-- What came in day by day, source by source, and what of it was out of the ordinary.
CREATE TABLE ops.trend_days (
    day           date NOT NULL,
    source_key    text NOT NULL,
    load_id       bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    source        text NOT NULL,
    is_backfill   boolean NOT NULL,
    n_articles    integer NOT NULL DEFAULT 0,
    n_old         integer NOT NULL DEFAULT 0,
    n_refused     integer NOT NULL DEFAULT 0,
    n_rejected    integer NOT NULL DEFAULT 0,
    n_duplicate   integer NOT NULL DEFAULT 0,
    n_no_date     integer NOT NULL DEFAULT 0,
    n_no_source   integer NOT NULL DEFAULT 0,
    n_no_title    integer NOT NULL DEFAULT 0,
    n_stale       integer NOT NULL DEFAULT 0,
    n_furniture   integer NOT NULL DEFAULT 0,
    n_repeated    integer NOT NULL DEFAULT 0,
    repeated_line text,
    n_short       integer NOT NULL DEFAULT 0,
    n_chars       bigint NOT NULL DEFAULT 0,
    n_events      integer NOT NULL DEFAULT 0,
    langs         jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (day, source_key, load_id)
);
CREATE INDEX trend_days_load ON ops.trend_days (load_id);
COMMENT ON TABLE ops.trend_days IS 'What each load read for the first time, by day of its drops and by source. A day''s figure is the sum over its published loads.';
COMMENT ON COLUMN ops.trend_days.day IS 'Day of the drops.';
COMMENT ON COLUMN ops.trend_days.source_key IS 'Publisher, as source_id in news.sources; `all`: every source together, `none`: articles that name none.';
COMMENT ON COLUMN ops.trend_days.load_id IS 'Load that read them.';
COMMENT ON COLUMN ops.trend_days.source IS 'Name of the source.';
COMMENT ON COLUMN ops.trend_days.is_backfill IS 'Loaded by a backfill, or long after the day: told, but neither alarmed about nor part of what is usual.';
COMMENT ON COLUMN ops.trend_days.n_articles IS 'Articles new to the warehouse or changed, without those published more than 30 days before.';
COMMENT ON COLUMN ops.trend_days.n_old IS 'Articles published more than 30 days before their drop: deliveries from an archive. No other figure counts them.';
COMMENT ON COLUMN ops.trend_days.n_refused IS 'Items that could not be read, so that no source is known; counted for `all` only.';
COMMENT ON COLUMN ops.trend_days.n_rejected IS 'Articles set aside by the checks.';
COMMENT ON COLUMN ops.trend_days.n_duplicate IS 'Articles whose text another article already tells.';
COMMENT ON COLUMN ops.trend_days.n_no_date IS 'Articles without a day of publication.';
COMMENT ON COLUMN ops.trend_days.n_no_source IS 'Articles that name no source.';
COMMENT ON COLUMN ops.trend_days.n_no_title IS 'Articles without a title.';
COMMENT ON COLUMN ops.trend_days.n_stale IS 'Articles published more than 3 days before their drop.';
COMMENT ON COLUMN ops.trend_days.n_furniture IS 'Articles with markup or known page furniture left in the body.';
COMMENT ON COLUMN ops.trend_days.n_repeated IS 'Articles with a short line at the ends of the body that many different articles of the source have that day.';
COMMENT ON COLUMN ops.trend_days.repeated_line IS 'The most frequent of these lines.';
COMMENT ON COLUMN ops.trend_days.n_short IS 'Articles with fewer than 300 characters of body.';
COMMENT ON COLUMN ops.trend_days.n_chars IS 'Characters of all bodies.';
COMMENT ON COLUMN ops.trend_days.n_events IS 'Events the articles tell.';
COMMENT ON COLUMN ops.trend_days.langs IS 'Articles by language; `und` is unknown.';

CREATE TABLE ops.trend_anomalies (
    day          date NOT NULL,
    source_key   text NOT NULL,
    metric       text NOT NULL,
    source       text NOT NULL,
    value        double precision NOT NULL,
    usual        double precision NOT NULL,
    low          double precision NOT NULL,
    high         double precision NOT NULL,
    n_history    integer NOT NULL,
    load_id      bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    found_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (day, source_key, metric)
);
CREATE INDEX trend_anomalies_load ON ops.trend_anomalies (load_id);
COMMENT ON TABLE ops.trend_anomalies IS 'Figures of a day out of the ordinary for their source. They do not become part of what is usual until they have lasted two weeks.';
COMMENT ON COLUMN ops.trend_anomalies.day IS 'Day of the drops.';
COMMENT ON COLUMN ops.trend_anomalies.source_key IS 'As in ops.trend_days.';
COMMENT ON COLUMN ops.trend_anomalies.metric IS 'What was out of the ordinary: volume, no_date, furniture, ...';
COMMENT ON COLUMN ops.trend_anomalies.source IS 'Name of the source.';
COMMENT ON COLUMN ops.trend_anomalies.value IS 'What was measured: a number of articles, a share, or a mean.';
COMMENT ON COLUMN ops.trend_anomalies.usual IS 'Median of the days compared with; for volume of the same weekday.';
COMMENT ON COLUMN ops.trend_anomalies.low IS 'Lowest value that would be in order.';
COMMENT ON COLUMN ops.trend_anomalies.high IS 'Highest value that would be in order.';
COMMENT ON COLUMN ops.trend_anomalies.n_history IS 'Days compared with.';
COMMENT ON COLUMN ops.trend_anomalies.load_id IS 'Load that found it.';
COMMENT ON COLUMN ops.trend_anomalies.found_at IS 'When it was found.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.trend_days, ops.trend_anomalies TO dropwire_loader;
GRANT SELECT ON ops.trend_days, ops.trend_anomalies TO dropwire_reader;
