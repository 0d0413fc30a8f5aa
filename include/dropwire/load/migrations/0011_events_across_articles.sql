-- One event over all articles and days that tell of it (sql/publish/09-14): what reports are coded as, which codings may
-- be one event, and the event each belongs to.
ALTER TABLE news.event_types ADD repeats boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN news.event_types.repeats IS 'False for what does not happen again at the same place within days: a town is taken once.';
UPDATE news.event_types SET repeats = false
WHERE type IN ('battle.government_regains_territory', 'battle.non_state_overtakes_territory', 'strategic.agreement',
               'strategic.headquarters_or_base_established', 'strategic.non_violent_transfer_of_territory');

CREATE TABLE news.compatible_types (
    type       text NOT NULL REFERENCES news.event_types,
    other      text NOT NULL REFERENCES news.event_types,
    same_event boolean NOT NULL,
    PRIMARY KEY (type, other)
);
COMMENT ON TABLE news.compatible_types IS 'Types under which two reports may tell of one happening; every type is compatible with itself.';
COMMENT ON COLUMN news.compatible_types.type IS 'Type of one report.';
COMMENT ON COLUMN news.compatible_types.other IS 'Type of the other report.';
COMMENT ON COLUMN news.compatible_types.same_event IS 'True: the two may be one event. False: they only help to recognise a story.';
INSERT INTO news.compatible_types SELECT type, type, true FROM news.event_types;
INSERT INTO news.compatible_types
SELECT both_ways.* FROM (VALUES
    ('battle.armed_clash', 'battle.government_regains_territory', true),
    ('battle.armed_clash', 'battle.non_state_overtakes_territory', true),
    ('battle.government_regains_territory', 'strategic.non_violent_transfer_of_territory', true),
    ('battle.non_state_overtakes_territory', 'strategic.non_violent_transfer_of_territory', true),
    ('explosion.air_drone_strike', 'explosion.shelling_artillery_missile', true),
    ('explosion.air_drone_strike', 'explosion.chemical_weapon', true),
    ('explosion.shelling_artillery_missile', 'explosion.chemical_weapon', true),
    ('explosion.remote_explosive_landmine_ied', 'explosion.suicide_bomb', true),
    ('vac.attack', 'explosion.air_drone_strike', true),
    ('vac.attack', 'explosion.shelling_artillery_missile', true),
    ('vac.attack', 'explosion.remote_explosive_landmine_ied', true),
    ('vac.attack', 'explosion.suicide_bomb', true),
    ('vac.attack', 'explosion.chemical_weapon', true),
    ('protest.peaceful_protest', 'riot.violent_demonstration', true),
    ('riot.violent_demonstration', 'riot.mob_violence', true),
    ('battle.armed_clash', 'explosion.air_drone_strike', false),
    ('battle.armed_clash', 'explosion.shelling_artillery_missile', false),
    ('battle.armed_clash', 'explosion.suicide_bomb', false),
    ('battle.armed_clash', 'explosion.remote_explosive_landmine_ied', false),
    ('diplomatic.talks', 'strategic.agreement', false)) AS listed (type, other, same_event)
CROSS JOIN LATERAL (VALUES (listed.type, listed.other, same_event), (listed.other, listed.type, same_event)) AS both_ways;

ALTER TABLE news.actor_register ADD predecessor text;
COMMENT ON COLUMN news.actor_register.predecessor IS 'The actor this one followed; both are one side.';

ALTER TABLE staging.events RENAME event_id TO coding_id;
ALTER TABLE news.event_reports ADD coding_id uuid;
UPDATE news.event_reports SET coding_id = event_id;
ALTER TABLE news.event_reports ALTER coding_id SET NOT NULL;
CREATE INDEX event_reports_coding ON news.event_reports (coding_id);
COMMENT ON COLUMN news.event_reports.coding_id IS 'Shared by reports coded alike: made from type, dates, place and sides; without place or date an article''s own.';
COMMENT ON COLUMN news.event_reports.event_id IS 'The event it tells of: that of its coding. Reports of exact copies may name an event that no original tells.';
COMMENT ON COLUMN news.events.event_id IS 'Stable id: of its codings, the one told first (by the dates of the articles, not of loading) gives its id.';
COMMENT ON TABLE news.events IS 'One row per event over all articles that tell of it: reports of compatible type, place, days and sides.';

CREATE TABLE news.codings (
    coding_id     uuid PRIMARY KEY,
    event_id      uuid NOT NULL,
    leader_id     uuid NOT NULL,
    type          text NOT NULL,
    date_start    date NOT NULL,
    date_end      date NOT NULL,
    slack         integer NOT NULL,
    location_id   uuid NOT NULL,
    lat           double precision,
    lon           double precision,
    cell          integer GENERATED ALWAYS AS (floor(lat * 4)::integer * 1440 + floor(lon * 4)::integer) STORED,
    admin1        text,
    country       text,
    geo_precision integer NOT NULL,
    is_exact      boolean GENERATED ALWAYS AS (date_start = date_end AND geo_precision <= 2) STORED,
    actor1        text,
    names1        text[] NOT NULL,
    accepts1      text[] NOT NULL,
    actor2        text,
    names2        text[] NOT NULL,
    accepts2      text[] NOT NULL,
    tolls         integer[] NOT NULL,
    first_told    date NOT NULL
);
CREATE INDEX codings_place ON news.codings (location_id, type, is_exact, date_start);
CREATE INDEX codings_cell ON news.codings (cell, type, is_exact, date_start) WHERE geo_precision <= 2;
CREATE INDEX codings_province ON news.codings (country, admin1, type, is_exact, date_start);
COMMENT ON TABLE news.codings IS 'What originals code alike, dated and placed well enough to be compared: the unit that events are put together from.';
COMMENT ON COLUMN news.codings.coding_id IS 'As in news.event_reports.';
COMMENT ON COLUMN news.codings.event_id IS 'The event.';
COMMENT ON COLUMN news.codings.leader_id IS 'The coding around which the event gathered: every other coding of it was compared with this one.';
COMMENT ON COLUMN news.codings.type IS 'Type.';
COMMENT ON COLUMN news.codings.date_start IS 'First day it may have happened.';
COMMENT ON COLUMN news.codings.date_end IS 'Last day it may have happened.';
COMMENT ON COLUMN news.codings.slack IS 'Days by which the interval may be wrong: 1 where no report names the day.';
COMMENT ON COLUMN news.codings.location_id IS 'The place.';
COMMENT ON COLUMN news.codings.lat IS 'Latitude, degrees WGS84.';
COMMENT ON COLUMN news.codings.lon IS 'Longitude, degrees WGS84.';
COMMENT ON COLUMN news.codings.cell IS 'Cell of a quarter of a degree, by which codings nearby are found.';
COMMENT ON COLUMN news.codings.admin1 IS 'Province or state.';
COMMENT ON COLUMN news.codings.country IS 'Country.';
COMMENT ON COLUMN news.codings.geo_precision IS 'Best of its reports: 1 exact, 2 near or part of a district, 3 province.';
COMMENT ON COLUMN news.codings.is_exact IS 'True when day and place are known; other codings join an event of such codings only when one alone fits.';
COMMENT ON COLUMN news.codings.actor1 IS 'The side that acted.';
COMMENT ON COLUMN news.codings.names1 IS 'What that side is: its name, its associates, the state or kind of groups it belongs to.';
COMMENT ON COLUMN news.codings.accepts1 IS 'What it may be called elsewhere; sides agree when one accepts a name of the other.';
COMMENT ON COLUMN news.codings.actor2 IS 'The side acted upon.';
COMMENT ON COLUMN news.codings.names2 IS 'As names1, of the side acted upon.';
COMMENT ON COLUMN news.codings.accepts2 IS 'As accepts1, of the side acted upon.';
COMMENT ON COLUMN news.codings.tolls IS 'Figures of dead its reports give.';
COMMENT ON COLUMN news.codings.first_told IS 'When the first article that tells it appeared.';

CREATE TABLE news.coding_links (
    coding_id uuid NOT NULL,
    other_id  uuid NOT NULL,
    cost      integer NOT NULL,
    PRIMARY KEY (coding_id, other_id)
);
COMMENT ON TABLE news.coding_links IS 'Pairs of codings that may be one event, each pair in both directions. No article tells both.';
COMMENT ON COLUMN news.coding_links.coding_id IS 'One coding.';
COMMENT ON COLUMN news.coding_links.other_id IS 'The other coding.';
COMMENT ON COLUMN news.coding_links.cost IS 'How much they differ: type before place before days before sides; 0 is nothing.';

-- What a name is, and what it may be called: groups by their lineage, forces by their state, kinds of groups by country.
CREATE FUNCTION news.actor_names(name text, sector text, home text, lineage text, OUT names text[], OUT accepts text[])
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH told AS (
        SELECT substring(name FROM '^(?:Military Forces|Police Forces|Government) of (?:the )?(.*)$') AS state,
               substring(name FROM '^(?:Opposition Rebels|Rebels|Opposition|Separatists|Kurdish forces) \((.*)\)$') AS insurgents_of,
               substring(name FROM '^Islamist militants \((.*)\)$') AS islamists_of,
               substring(name FROM '^(?:Militia|Unidentified Armed Group|Unidentified Gang|Pro-government forces|Tribal militias) \((.*)\)$') AS armed_of
    ), known AS (
        SELECT coalesce(state, CASE WHEN sector IN ('military', 'police', 'government') THEN home END) AS state,
               insurgents_of, islamists_of, armed_of, coalesce(home, insurgents_of, islamists_of, armed_of) AS home
        FROM told
    )
    SELECT array_remove(ARRAY[name, 'lineage:' || lineage, 'state:' || state,
               CASE WHEN sector IN ('rebels', 'opposition', 'separatists', 'jihadists', 'kurds') THEN 'insurgents:' || coalesce(home, '*') END,
               CASE WHEN sector = 'jihadists' THEN 'islamists:' || coalesce(home, '*') END,
               CASE WHEN sector IN ('rebels', 'opposition', 'separatists', 'jihadists', 'kurds', 'militia', 'progov', 'tribal', 'criminals')
                         OR insurgents_of IS NOT NULL OR islamists_of IS NOT NULL THEN 'armed:' || home END], NULL),
           array_remove(ARRAY[name, 'lineage:' || lineage, 'state:' || state,
               'insurgents:' || insurgents_of, CASE WHEN insurgents_of IS NOT NULL THEN 'insurgents:*' END,
               'islamists:' || islamists_of, CASE WHEN islamists_of IS NOT NULL THEN 'islamists:*' END,
               'armed:' || armed_of], NULL)
    FROM known
$$;
COMMENT ON FUNCTION news.actor_names IS 'What an actor is and what it may be called elsewhere (codings.names1, accepts1), from its name and its row in the register.';

-- An id that is gone leads to what tells its mentions now.
CREATE FUNCTION news.current_event(event_id uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE followed (id, path) AS (
        SELECT $1, ARRAY[$1]
        UNION ALL
        SELECT last.superseded_by, path || last.superseded_by
        FROM followed
        CROSS JOIN LATERAL (SELECT h.superseded_by FROM history.events h
                            WHERE h.event_id = followed.id ORDER BY h.valid_to DESC LIMIT 1) AS last
        WHERE last.superseded_by IS NOT NULL AND last.superseded_by <> ALL (path)
          AND NOT EXISTS (SELECT FROM news.events e WHERE e.event_id = followed.id)
    )
    SELECT e.event_id FROM followed JOIN news.events e ON e.event_id = followed.id
$$;
COMMENT ON FUNCTION news.current_event IS 'The event that tells now what this id told: itself while it stands, else what superseded it; null when its mentions are gone.';

-- corroborated: claimed, and said by another source, too (docs/codebook.md). Such events happened.
COMMENT ON COLUMN news.events.status IS 'asserted, corroborated, claimed, denied, negated, planned or hypothetical: resolved from its reports (docs/codebook.md).';
DO $$
DECLARE v record;
BEGIN
    FOR v IN SELECT c.oid::regclass AS name, pg_get_viewdef(c.oid) AS said FROM pg_class c
             WHERE c.relkind = 'v' AND c.relnamespace = 'news'::regnamespace
               AND pg_get_viewdef(c.oid) LIKE '%e.status = ANY (ARRAY[''asserted''::text, ''claimed''::text])%' LOOP
        EXECUTE format('CREATE OR REPLACE VIEW %s AS %s', v.name, replace(v.said,
            'e.status = ANY (ARRAY[''asserted''::text, ''claimed''::text])',
            'e.status = ANY (ARRAY[''asserted''::text, ''corroborated''::text, ''claimed''::text])'));
    END LOOP;
END $$;
COMMENT ON VIEW news.coded_events IS 'Events that happened (asserted, corroborated or claimed, no background), placed and dated to a month or closer, with the codes other data sets use.';

CREATE OR REPLACE FUNCTION ops.analyze_when_grown(n_written bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF n_written * 10 > (SELECT reltuples FROM pg_class WHERE oid = 'news.articles'::regclass) THEN
        ANALYZE news.articles, news.event_reports, news.event_mentions, news.text_bands, news.text_signatures,
                news.codings, news.coding_links;
    END IF;
END $$;

GRANT SELECT ON news.compatible_types, news.codings, news.coding_links TO dropwire_loader, dropwire_reader;
GRANT INSERT, UPDATE, DELETE ON news.codings, news.coding_links TO dropwire_loader;
