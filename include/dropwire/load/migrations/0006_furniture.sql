-- Page furniture learnt from the warehouse itself: lines that come back at the ends of many articles of a source.
CREATE TABLE ops.furniture_sightings (
    source_id  uuid NOT NULL,
    line_id    uuid NOT NULL,
    article_id uuid NOT NULL REFERENCES news.articles ON DELETE CASCADE,
    day        date NOT NULL,
    place      text NOT NULL CHECK (place IN ('title', 'first', 'last', 'removed')),
    seen_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source_id, line_id, article_id)
);
CREATE INDEX furniture_sightings_article ON ops.furniture_sightings (article_id);
CREATE INDEX furniture_sightings_seen ON ops.furniture_sightings (seen_at);
COMMENT ON TABLE ops.furniture_sightings IS 'Short lines at the ends of articles published of late: what recurring furniture is counted from. Kept for 92 days.';
COMMENT ON COLUMN ops.furniture_sightings.source_id IS 'Publisher, as in news.sources.';
COMMENT ON COLUMN ops.furniture_sightings.line_id IS 'Hash of the line.';
COMMENT ON COLUMN ops.furniture_sightings.article_id IS 'The article.';
COMMENT ON COLUMN ops.furniture_sightings.day IS 'Day the article was published where that is known, else the day of its drop.';
COMMENT ON COLUMN ops.furniture_sightings.place IS 'title, first (two paragraphs), last (three paragraphs), or removed as learnt furniture.';
COMMENT ON COLUMN ops.furniture_sightings.seen_at IS 'When it was counted.';

CREATE TABLE ops.furniture (
    furniture_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id    uuid NOT NULL REFERENCES news.sources,
    line_id      uuid NOT NULL,
    line         text NOT NULL,
    kind         text,
    status       text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'active', 'rejected')),
    decided_by   text NOT NULL DEFAULT 'rule',
    decided_at   timestamptz NOT NULL DEFAULT now(),
    place        text,
    n_articles   integer NOT NULL,
    n_days       integer NOT NULL,
    n_of_source  integer NOT NULL,
    n_inside     integer NOT NULL DEFAULT 0,
    first_seen   date NOT NULL,
    last_seen    date NOT NULL,
    UNIQUE (source_id, line_id)
);
COMMENT ON TABLE ops.furniture IS 'Lines that come back across articles of a source, and whether cleaning removes them there. Change the status with `dropwire furniture`.';
COMMENT ON COLUMN ops.furniture.furniture_id IS 'Number of the line, for `dropwire furniture accept` and `reject`.';
COMMENT ON COLUMN ops.furniture.source_id IS 'Publisher, as in news.sources.';
COMMENT ON COLUMN ops.furniture.line_id IS 'Hash of the line.';
COMMENT ON COLUMN ops.furniture.line IS 'The line, white space folded.';
COMMENT ON COLUMN ops.furniture.kind IS 'Kind of removal; null: what it looks like, else navigation.';
COMMENT ON COLUMN ops.furniture.status IS 'proposed (only told), active (removed at the ends of later articles) or rejected (never removed).';
COMMENT ON COLUMN ops.furniture.decided_by IS 'Who set the status: rule, or a person, whose word the rule does not change.';
COMMENT ON COLUMN ops.furniture.decided_at IS 'When the status was set.';
COMMENT ON COLUMN ops.furniture.place IS 'Where it stands: title, first, last, or several of these.';
COMMENT ON COLUMN ops.furniture.n_articles IS 'Articles at whose ends it stands; copies and reworked texts are not counted.';
COMMENT ON COLUMN ops.furniture.n_days IS 'Days on which they appeared.';
COMMENT ON COLUMN ops.furniture.n_of_source IS 'Articles of the source from the first to the last of these days.';
COMMENT ON COLUMN ops.furniture.n_inside IS 'Of the latest articles of the source, those in which it stands elsewhere: within a body or a paragraph.';
COMMENT ON COLUMN ops.furniture.first_seen IS 'First day it was seen.';
COMMENT ON COLUMN ops.furniture.last_seen IS 'Last day it was seen.';

CREATE INDEX articles_source ON news.articles (source_id, drop_day);

CREATE VIEW ops.furniture_list AS
SELECT f.furniture_id, f.status, s.name AS source, f.line, f.kind, f.place, f.n_articles, f.n_of_source,
       round(f.n_articles::numeric / greatest(f.n_of_source, 1), 2) AS share, f.n_days, f.n_inside,
       f.first_seen, f.last_seen, f.decided_by, f.decided_at,
       ARRAY(SELECT coalesce(a.url, a.title, a.file)
             FROM ops.furniture_sightings g JOIN news.articles a USING (article_id)
             WHERE (g.source_id, g.line_id) = (f.source_id, f.line_id) ORDER BY g.day DESC, a.article_id LIMIT 3) AS examples
FROM ops.furniture f JOIN news.sources s USING (source_id);
COMMENT ON VIEW ops.furniture_list IS 'Recurring lines with their source, how often they came, and examples.';

CREATE VIEW ops.furniture_months AS
SELECT f.furniture_id, s.name AS source, f.line, f.status, date_trunc('month', g.day)::date AS month,
       count(*)::integer AS n_articles, count(DISTINCT g.day)::integer AS n_days,
       count(*) FILTER (WHERE g.place = 'removed')::integer AS n_removed
FROM ops.furniture f
JOIN news.sources s USING (source_id)
JOIN ops.furniture_sightings g USING (source_id, line_id)
GROUP BY f.furniture_id, s.name, f.line, f.status, date_trunc('month', g.day);
COMMENT ON VIEW ops.furniture_months IS 'Recurring lines counted by source and month, over what was loaded in the last 92 days.';

DO $$
DECLARE v record;
BEGIN
    FOR v IN SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
             WHERE c.oid IN ('ops.furniture_list'::regclass, 'ops.furniture_months'::regclass) LOOP
        EXECUTE format('COMMENT ON COLUMN ops.%I.%I IS %L', v.relname, v.attname, coalesce(
            CASE v.attname
                WHEN 'source' THEN 'Publisher.'
                WHEN 'share' THEN 'Share of the source''s articles of that time that carry it.'
                WHEN 'examples' THEN 'Up to three articles that carry it: address, headline or file.'
                WHEN 'month' THEN 'First day of the month.'
                WHEN 'n_removed' THEN 'Articles from which it was removed.'
            END,
            (SELECT col_description('ops.furniture'::regclass, t.attnum) FROM pg_attribute t
             WHERE t.attrelid = 'ops.furniture'::regclass AND t.attname = v.attname)));
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.furniture, ops.furniture_sightings TO dropwire_loader;
GRANT SELECT ON ops.furniture, ops.furniture_sightings, ops.furniture_list, ops.furniture_months
    TO dropwire_loader, dropwire_reader;
