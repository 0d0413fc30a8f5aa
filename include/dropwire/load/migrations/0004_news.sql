-- What analysts read. Not partitioned: a partitioned table can only keep article_id or event_id unique together with
-- the month, and both are re-dated when a later version of an article says so; one row per id is worth more here.
-- What grows fastest (reports, mentions, spans) hangs on those ids and is read through them.
CREATE TABLE news.event_types (
    type             text PRIMARY KEY,
    acled_event_type text NOT NULL,
    acled_sub_event  text NOT NULL,
    words            text NOT NULL
);
COMMENT ON TABLE news.event_types IS 'The types of the codebook, with the names ACLED gives them.';
COMMENT ON COLUMN news.event_types.type IS 'Type as used throughout.';
COMMENT ON COLUMN news.event_types.acled_event_type IS 'ACLED event type; "Extension" where ACLED has none.';
COMMENT ON COLUMN news.event_types.acled_sub_event IS 'ACLED sub-event type.';
COMMENT ON COLUMN news.event_types.words IS 'The type in plain words, for a line a person reads.';

INSERT INTO news.event_types VALUES
    ('battle.armed_clash', 'Battles', 'Armed clash', 'armed clash'),
    ('battle.government_regains_territory', 'Battles', 'Government regains territory', 'government side takes'),
    ('battle.non_state_overtakes_territory', 'Battles', 'Non-state actor overtakes territory', 'non-state side takes'),
    ('explosion.air_drone_strike', 'Explosions/Remote violence', 'Air/drone strike', 'air or drone strike'),
    ('explosion.shelling_artillery_missile', 'Explosions/Remote violence', 'Shelling/artillery/missile attack', 'shelling or missiles'),
    ('explosion.remote_explosive_landmine_ied', 'Explosions/Remote violence', 'Remote explosive/landmine/IED', 'mine or remote bomb'),
    ('explosion.suicide_bomb', 'Explosions/Remote violence', 'Suicide bomb', 'suicide bomb'),
    ('explosion.grenade', 'Explosions/Remote violence', 'Grenade', 'grenade'),
    ('explosion.chemical_weapon', 'Explosions/Remote violence', 'Chemical weapon', 'chemical weapon'),
    ('vac.attack', 'Violence against civilians', 'Attack', 'attack on civilians'),
    ('vac.abduction_forced_disappearance', 'Violence against civilians', 'Abduction/forced disappearance', 'abduction'),
    ('vac.sexual_violence', 'Violence against civilians', 'Sexual violence', 'sexual violence'),
    ('protest.peaceful_protest', 'Protests', 'Peaceful protest', 'protest'),
    ('riot.violent_demonstration', 'Riots', 'Violent demonstration', 'violent demonstration'),
    ('riot.mob_violence', 'Riots', 'Mob violence', 'mob violence'),
    ('strategic.agreement', 'Strategic developments', 'Agreement', 'agreement'),
    ('strategic.arrests', 'Strategic developments', 'Arrests', 'arrests'),
    ('strategic.change_to_group_activity', 'Strategic developments', 'Change to group/activity', 'movement or withdrawal'),
    ('strategic.disrupted_weapons_use', 'Strategic developments', 'Disrupted weapons use', 'weapons use foiled'),
    ('strategic.headquarters_or_base_established', 'Strategic developments', 'Headquarters or base established', 'base set up'),
    ('strategic.looting_property_destruction', 'Strategic developments', 'Looting/property destruction', 'looting or destruction'),
    ('strategic.non_violent_transfer_of_territory', 'Strategic developments', 'Non-violent transfer of territory', 'handover of territory'),
    ('strategic.other', 'Strategic developments', 'Other', 'strategic development'),
    ('strategic.arms_transfer', 'Extension', 'Arms transfer', 'supply of arms'),
    ('diplomatic.talks', 'Extension', 'Talks', 'talks'),
    ('diplomatic.accusation', 'Extension', 'Accusation', 'accusation'),
    ('diplomatic.statement', 'Extension', 'Statement', 'statement');

CREATE TABLE news.sources (
    source_id uuid PRIMARY KEY,
    name      text NOT NULL,
    domain    text
);
COMMENT ON TABLE news.sources IS 'Publishers, as named in text, metadata or address.';
COMMENT ON COLUMN news.sources.source_id IS 'Stable id, made from the folded name, else from the domain.';
COMMENT ON COLUMN news.sources.name IS 'Name as articles show it; the domain where none does.';
COMMENT ON COLUMN news.sources.domain IS 'Host its articles come from, when an address is known.';

CREATE TABLE news.articles (
    article_id      uuid PRIMARY KEY,
    url             text,
    canonical_url   text,
    domain          text,
    source_id       uuid REFERENCES news.sources,
    syndicated_from text,
    title           text,
    author          text,
    body            text NOT NULL,
    lang            text,
    lang_confidence double precision NOT NULL,
    published_start date,
    published_end   date,
    published_basis text NOT NULL,
    published_contradictions text[] NOT NULL,
    crawled_at      timestamptz,
    metadata        jsonb NOT NULL,
    content_sha256  text NOT NULL,
    layout_sha256   text NOT NULL,
    text_fingerprint text NOT NULL,
    is_canonical    boolean NOT NULL DEFAULT true,
    canonical_id    uuid NOT NULL,
    near_duplicate_of uuid,
    near_duplicate_score double precision,
    story_id        uuid NOT NULL,
    file            text NOT NULL,
    file_sha256     text NOT NULL,
    record          integer,
    drop_day        date NOT NULL,
    drop_arrived_at timestamptz NOT NULL,
    first_day       date NOT NULL,
    rules_version   text,
    load_id         bigint NOT NULL REFERENCES ops.loads,
    valid_from      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX articles_fingerprint ON news.articles (text_fingerprint);
CREATE INDEX articles_published ON news.articles (published_start);
CREATE INDEX articles_story ON news.articles (story_id);
COMMENT ON TABLE news.articles IS 'Articles, cleaned, one row per article_id in its latest version. Copies keep their row and point to the canonical article.';
COMMENT ON COLUMN news.articles.article_id IS 'Stable id: made from the canonical address when there is one, else from file bytes and record.';
COMMENT ON COLUMN news.articles.url IS 'Address as it came.';
COMMENT ON COLUMN news.articles.canonical_url IS 'Address without tracking parameters, fragment, scheme and www; what article_id rests on.';
COMMENT ON COLUMN news.articles.domain IS 'Host of the address.';
COMMENT ON COLUMN news.articles.source_id IS 'Publisher.';
COMMENT ON COLUMN news.articles.syndicated_from IS 'Publisher or agency the article says it was taken from.';
COMMENT ON COLUMN news.articles.title IS 'Headline without tags; null if the drop has none.';
COMMENT ON COLUMN news.articles.author IS 'Author as printed.';
COMMENT ON COLUMN news.articles.body IS 'Kept paragraphs joined by a blank line, Unicode NFC, white space folded.';
COMMENT ON COLUMN news.articles.lang IS 'ISO 639-1 language of the body.';
COMMENT ON COLUMN news.articles.lang_confidence IS 'Confidence of the language, 0 to 1.';
COMMENT ON COLUMN news.articles.published_start IS 'First day the article may have appeared.';
COMMENT ON COLUMN news.articles.published_end IS 'Last day the article may have appeared; equal to published_start when the day is known.';
COMMENT ON COLUMN news.articles.published_basis IS 'What the date rests on: meta, url, prefix, dateline, weekday, anchors, body, arrival or none.';
COMMENT ON COLUMN news.articles.published_contradictions IS 'What else in the drop speaks against that date.';
COMMENT ON COLUMN news.articles.crawled_at IS 'When the crawler fetched it, if the drop says so.';
COMMENT ON COLUMN news.articles.metadata IS 'What cleaning learnt from removed parts: credits, captions, dateline place, tags.';
COMMENT ON COLUMN news.articles.content_sha256 IS 'Hash over everything published of the article and its events; equal hash means unchanged.';
COMMENT ON COLUMN news.articles.layout_sha256 IS 'Hash over where everything stands in the raw drop: removed spans and evidence.';
COMMENT ON COLUMN news.articles.text_fingerprint IS 'Hash of the folded letters of the body; equal for copies.';
COMMENT ON COLUMN news.articles.is_canonical IS 'True for the earliest article with this text.';
COMMENT ON COLUMN news.articles.canonical_id IS 'The earliest article with this text; itself when is_canonical.';
COMMENT ON COLUMN news.articles.near_duplicate_of IS 'The earliest article of which this is a reworked version; null if there is none.';
COMMENT ON COLUMN news.articles.near_duplicate_score IS 'Estimated Jaccard similarity of three-word shingles to the most similar other text.';
COMMENT ON COLUMN news.articles.story_id IS 'Shared by articles that tell the same happenings: the id of the earliest of them.';
COMMENT ON COLUMN news.articles.file IS 'Path of the drop it came in, relative to the inbox.';
COMMENT ON COLUMN news.articles.file_sha256 IS 'SHA-256 of that drop; the archive keeps its bytes.';
COMMENT ON COLUMN news.articles.record IS 'Index in the drop, from 0; null for a file that is one article.';
COMMENT ON COLUMN news.articles.drop_day IS 'Day of the drop this version came in.';
COMMENT ON COLUMN news.articles.drop_arrived_at IS 'When that drop arrived; later arrival wins within a day.';
COMMENT ON COLUMN news.articles.first_day IS 'Earliest day any drop brought this article.';
COMMENT ON COLUMN news.articles.rules_version IS 'Version of the cleaning rules that made this row.';
COMMENT ON COLUMN news.articles.load_id IS 'Load that last altered this row.';
COMMENT ON COLUMN news.articles.valid_from IS 'When this version of the row was published.';

CREATE TABLE news.removed_spans (
    article_id uuid NOT NULL REFERENCES news.articles ON DELETE CASCADE,
    span_no    integer NOT NULL,
    kind       text NOT NULL,
    raw_start  integer NOT NULL,
    raw_end    integer NOT NULL,
    PRIMARY KEY (article_id, span_no)
);
COMMENT ON TABLE news.removed_spans IS 'What cleaning took out of each article and why; the rest of the raw text is the body.';
COMMENT ON COLUMN news.removed_spans.article_id IS 'The article.';
COMMENT ON COLUMN news.removed_spans.span_no IS 'Order in the raw text, from 0.';
COMMENT ON COLUMN news.removed_spans.kind IS 'prefix, markup, dateline, credit, caption, share, navigation, related, advert, signoff, duplicate or comment_box.';
COMMENT ON COLUMN news.removed_spans.raw_start IS 'First code point in the raw text.';
COMMENT ON COLUMN news.removed_spans.raw_end IS 'Code point after the last one.';

CREATE TABLE news.text_signatures (
    article_id uuid PRIMARY KEY REFERENCES news.articles ON DELETE CASCADE,
    signature  bigint[] NOT NULL
);
COMMENT ON TABLE news.text_signatures IS 'MinHash signature of each body: how near copies are measured.';
COMMENT ON COLUMN news.text_signatures.article_id IS 'The article.';
COMMENT ON COLUMN news.text_signatures.signature IS 'Minimum hash per permutation over the three-word shingles of the folded body.';

CREATE TABLE news.text_bands (
    band       bigint NOT NULL,
    article_id uuid NOT NULL, -- no foreign key: sixteen rows an article would make it the dearest check of all
    PRIMARY KEY (band, article_id)
);
CREATE INDEX text_bands_article ON news.text_bands (article_id);
COMMENT ON TABLE news.text_bands IS 'Locality-sensitive hashing bands: near copies share at least one.';
COMMENT ON COLUMN news.text_bands.band IS 'Hash of one band of the signature, with the number of the band.';
COMMENT ON COLUMN news.text_bands.article_id IS 'The article.';

CREATE TABLE news.article_links (
    article_id uuid NOT NULL REFERENCES news.articles ON DELETE CASCADE,
    other_id   uuid NOT NULL REFERENCES news.articles ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('text', 'events')),
    score      double precision NOT NULL,
    PRIMARY KEY (article_id, other_id, kind)
);
CREATE INDEX article_links_other ON news.article_links (other_id);
COMMENT ON TABLE news.article_links IS 'Pairs of articles that belong to one story, each pair in both directions.';
COMMENT ON COLUMN news.article_links.article_id IS 'One article.';
COMMENT ON COLUMN news.article_links.other_id IS 'The other article.';
COMMENT ON COLUMN news.article_links.kind IS 'text (same or nearly the same words) or events (tell of the same events).';
COMMENT ON COLUMN news.article_links.score IS 'text: estimated Jaccard similarity; events: number of events both tell.';

CREATE TABLE news.locations (
    location_id uuid PRIMARY KEY,
    geonames_id integer,
    name        text NOT NULL,
    admin1      text,
    country     text,
    lat         double precision,
    lon         double precision
);
COMMENT ON TABLE news.locations IS 'Places events are coded to.';
COMMENT ON COLUMN news.locations.location_id IS 'Stable id: made from the GeoNames id when there is one, else from name, province and country.';
COMMENT ON COLUMN news.locations.geonames_id IS 'Id in GeoNames.';
COMMENT ON COLUMN news.locations.name IS 'Name used for the place.';
COMMENT ON COLUMN news.locations.admin1 IS 'Province or state, in English.';
COMMENT ON COLUMN news.locations.country IS 'Country, in English.';
COMMENT ON COLUMN news.locations.lat IS 'Latitude, degrees WGS84.';
COMMENT ON COLUMN news.locations.lon IS 'Longitude, degrees WGS84.';

CREATE TABLE news.actors (
    actor_id uuid PRIMARY KEY,
    name     text NOT NULL
);
COMMENT ON TABLE news.actors IS 'Sides named in events.';
COMMENT ON COLUMN news.actors.actor_id IS 'Stable id, made from the name.';
COMMENT ON COLUMN news.actors.name IS 'Canonical name, as ACLED writes it.';

CREATE TABLE news.event_reports (
    article_id      uuid NOT NULL REFERENCES news.articles ON DELETE CASCADE,
    event_no        integer NOT NULL,
    event_id        uuid NOT NULL,
    type            text NOT NULL REFERENCES news.event_types,
    plover          text,
    date_start      date,
    date_end        date,
    date_precision  text NOT NULL,
    date_basis      text NOT NULL,
    location_id     uuid REFERENCES news.locations,
    place           text,
    lat             double precision,
    lon             double precision,
    admin1          text,
    country         text,
    geonames_id     integer,
    geo_precision   integer NOT NULL,
    actor1          text,
    assoc_actor1    text[] NOT NULL,
    actor2          text,
    assoc_actor2    text[] NOT NULL,
    fatalities      integer,
    fatalities_low  integer,
    fatalities_high integer,
    injured         integer,
    captured        integer,
    weapon          text,
    status          text NOT NULL,
    attribution     text,
    background      boolean NOT NULL,
    event_group     integer,
    confidence      double precision NOT NULL,
    rules           jsonb NOT NULL,
    recognisable    boolean GENERATED ALWAYS AS (
        NOT background AND status IN ('asserted', 'claimed') AND geo_precision <= 2
        AND location_id IS NOT NULL AND coalesce(date_end - date_start <= 7, false)) STORED,
    belt            integer GENERATED ALWAYS AS (floor(lat / 0.14)) STORED,
    PRIMARY KEY (article_id, event_no)
);
CREATE INDEX event_reports_event ON news.event_reports (event_id);
CREATE INDEX event_reports_location ON news.event_reports (location_id, type, date_start);
CREATE INDEX event_reports_belt ON news.event_reports (type, belt, date_start) WHERE recognisable;
COMMENT ON TABLE news.event_reports IS 'Events as each single article tells them; news.events is built from these.';
COMMENT ON COLUMN news.event_reports.article_id IS 'The article.';
COMMENT ON COLUMN news.event_reports.event_no IS 'Number of the event in the article, from 0.';
COMMENT ON COLUMN news.event_reports.event_id IS 'The event it tells of. Reports of exact copies may name an event that no original tells.';
COMMENT ON COLUMN news.event_reports.type IS 'Type, see news.event_types.';
COMMENT ON COLUMN news.event_reports.plover IS 'PLOVER event type; null where it has none.';
COMMENT ON COLUMN news.event_reports.date_start IS 'First day it may have happened.';
COMMENT ON COLUMN news.event_reports.date_end IS 'Last day it may have happened.';
COMMENT ON COLUMN news.event_reports.date_precision IS 'day, week, month, year or unknown.';
COMMENT ON COLUMN news.event_reports.date_basis IS 'explicit, relative, report_date, document or vague.';
COMMENT ON COLUMN news.event_reports.location_id IS 'The place; null when none is named.';
COMMENT ON COLUMN news.event_reports.place IS 'Finest place named.';
COMMENT ON COLUMN news.event_reports.lat IS 'Latitude, degrees WGS84.';
COMMENT ON COLUMN news.event_reports.lon IS 'Longitude, degrees WGS84.';
COMMENT ON COLUMN news.event_reports.admin1 IS 'Province or state, in English.';
COMMENT ON COLUMN news.event_reports.country IS 'Country, in English.';
COMMENT ON COLUMN news.event_reports.geonames_id IS 'Id in GeoNames.';
COMMENT ON COLUMN news.event_reports.geo_precision IS '1 exact, 2 near or part of a district, 3 province, 4 country.';
COMMENT ON COLUMN news.event_reports.actor1 IS 'The side that acted; null if the text leaves it open.';
COMMENT ON COLUMN news.event_reports.assoc_actor1 IS 'Sides that acted with it.';
COMMENT ON COLUMN news.event_reports.actor2 IS 'The side acted upon; null if the text names none.';
COMMENT ON COLUMN news.event_reports.assoc_actor2 IS 'Sides acted upon with it.';
COMMENT ON COLUMN news.event_reports.fatalities IS 'Dead as this article reports them; null is not 0.';
COMMENT ON COLUMN news.event_reports.fatalities_low IS 'Lower bound where the article gives one.';
COMMENT ON COLUMN news.event_reports.fatalities_high IS 'Upper bound where the article gives one.';
COMMENT ON COLUMN news.event_reports.injured IS 'Injured as this article reports them.';
COMMENT ON COLUMN news.event_reports.captured IS 'Captured as this article reports them.';
COMMENT ON COLUMN news.event_reports.weapon IS 'Weapon as worded, in English.';
COMMENT ON COLUMN news.event_reports.status IS 'asserted, claimed, denied, planned, negated or hypothetical, by this article.';
COMMENT ON COLUMN news.event_reports.attribution IS 'Who says so.';
COMMENT ON COLUMN news.event_reports.background IS 'Told as context, not as news.';
COMMENT ON COLUMN news.event_reports.event_group IS 'Shared by events of one list in the article.';
COMMENT ON COLUMN news.event_reports.confidence IS 'Confidence of the extraction, 0 to 1.';
COMMENT ON COLUMN news.event_reports.rules IS 'Field name to the rule that set it.';
COMMENT ON COLUMN news.event_reports.recognisable IS 'True when told as news that happened, placed and dated well enough to be recognised in another article.';
COMMENT ON COLUMN news.event_reports.belt IS 'Belt of 0.14 degrees of latitude (15 km), by which events nearby are found.';

CREATE TABLE news.event_mentions (
    article_id  uuid NOT NULL,
    event_no    integer NOT NULL,
    mention_no  integer NOT NULL,
    event_id    uuid NOT NULL,
    sentence    integer NOT NULL,
    body_start  integer NOT NULL,
    body_end    integer NOT NULL,
    raw_start   integer NOT NULL,
    raw_end     integer NOT NULL,
    quote       text NOT NULL,
    status      text NOT NULL,
    attribution text,
    fatalities  integer,
    injured     integer,
    PRIMARY KEY (article_id, event_no, mention_no),
    FOREIGN KEY (article_id, event_no) REFERENCES news.event_reports ON DELETE CASCADE
);
CREATE INDEX event_mentions_event ON news.event_mentions (event_id);
COMMENT ON TABLE news.event_mentions IS 'The sentences behind every event, with what each alone says and where it stands.';
COMMENT ON COLUMN news.event_mentions.article_id IS 'The article.';
COMMENT ON COLUMN news.event_mentions.event_no IS 'Number of the event in the article.';
COMMENT ON COLUMN news.event_mentions.mention_no IS 'Number of the sentence, from 0; 0 carries the event.';
COMMENT ON COLUMN news.event_mentions.event_id IS 'The event.';
COMMENT ON COLUMN news.event_mentions.sentence IS 'Number of the sentence in the body, from 0.';
COMMENT ON COLUMN news.event_mentions.body_start IS 'First code point in the body.';
COMMENT ON COLUMN news.event_mentions.body_end IS 'Code point after the last one in the body.';
COMMENT ON COLUMN news.event_mentions.raw_start IS 'First code point in the raw text of the drop.';
COMMENT ON COLUMN news.event_mentions.raw_end IS 'Code point after the last one in the raw text.';
COMMENT ON COLUMN news.event_mentions.quote IS 'The sentence, verbatim.';
COMMENT ON COLUMN news.event_mentions.status IS 'What the sentence makes of the event: asserted, claimed, denied, planned, negated or hypothetical.';
COMMENT ON COLUMN news.event_mentions.attribution IS 'Who says so.';
COMMENT ON COLUMN news.event_mentions.fatalities IS 'Dead as the sentence reports them.';
COMMENT ON COLUMN news.event_mentions.injured IS 'Injured as the sentence reports them.';

CREATE TABLE news.events (
    event_id         uuid PRIMARY KEY,
    type             text NOT NULL REFERENCES news.event_types,
    plover           text,
    date_start       date,
    date_end         date,
    date_precision   text NOT NULL,
    date_basis       text NOT NULL,
    location_id      uuid REFERENCES news.locations,
    geo_precision    integer NOT NULL,
    actor1           text,
    actor2           text,
    civilian_targeting boolean NOT NULL,
    fatalities_low   integer,
    fatalities_best  integer,
    fatalities_high  integer,
    injured          integer,
    captured         integer,
    weapon           text,
    status           text NOT NULL,
    disputed         boolean NOT NULL,
    attribution      text,
    background       boolean NOT NULL,
    confidence       double precision NOT NULL,
    n_mentions       integer NOT NULL,
    n_articles       integer NOT NULL,
    n_sources        integer NOT NULL,
    extractor_version text,
    load_id          bigint NOT NULL REFERENCES ops.loads,
    valid_from       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX events_date ON news.events (date_start, type);
CREATE INDEX events_location ON news.events (location_id);
COMMENT ON TABLE news.events IS 'One row per event: one type, one place, one day, one pair of sides, over all articles that tell of it.';
COMMENT ON COLUMN news.events.event_id IS 'Stable id: made from type, dates, place and sides; an event without place or date stays its article''s own.';
COMMENT ON COLUMN news.events.type IS 'Type, see news.event_types.';
COMMENT ON COLUMN news.events.plover IS 'PLOVER event type; null where it has none.';
COMMENT ON COLUMN news.events.date_start IS 'First day it may have happened.';
COMMENT ON COLUMN news.events.date_end IS 'Last day it may have happened.';
COMMENT ON COLUMN news.events.date_precision IS 'day, week, month, year or unknown.';
COMMENT ON COLUMN news.events.date_basis IS 'explicit, relative, report_date, document or vague: of the best report.';
COMMENT ON COLUMN news.events.location_id IS 'The place; null when none is named.';
COMMENT ON COLUMN news.events.geo_precision IS '1 exact, 2 near or part of a district, 3 province, 4 country.';
COMMENT ON COLUMN news.events.actor1 IS 'The side that acted; null if left open.';
COMMENT ON COLUMN news.events.actor2 IS 'The side acted upon; null if none is named.';
COMMENT ON COLUMN news.events.civilian_targeting IS 'True when the side acted upon is civilians.';
COMMENT ON COLUMN news.events.fatalities_low IS 'Lowest figure any report gives.';
COMMENT ON COLUMN news.events.fatalities_best IS 'Figure of the latest report that gives one: tolls are corrected as days pass.';
COMMENT ON COLUMN news.events.fatalities_high IS 'Highest figure any report gives.';
COMMENT ON COLUMN news.events.injured IS 'Injured, from the latest report that gives a figure.';
COMMENT ON COLUMN news.events.captured IS 'Captured, from the latest report that gives a figure.';
COMMENT ON COLUMN news.events.weapon IS 'Weapon, from the best report that names one.';
COMMENT ON COLUMN news.events.status IS 'First that any report gives of: asserted, claimed, denied, negated, planned, hypothetical.';
COMMENT ON COLUMN news.events.disputed IS 'True when one report says it happened and another denies or negates it.';
COMMENT ON COLUMN news.events.attribution IS 'All who are named as saying so.';
COMMENT ON COLUMN news.events.background IS 'True when every report tells it as context only.';
COMMENT ON COLUMN news.events.confidence IS 'Highest confidence among its reports.';
COMMENT ON COLUMN news.events.n_mentions IS 'Sentences that tell of it; exact copies of a text are not counted.';
COMMENT ON COLUMN news.events.n_articles IS 'Articles that tell of it, exact copies not counted.';
COMMENT ON COLUMN news.events.n_sources IS 'Independent sources: publishers of distinct texts, a reworked text counting as its original.';
COMMENT ON COLUMN news.events.extractor_version IS 'Version of the extraction that last altered this row.';
COMMENT ON COLUMN news.events.load_id IS 'Load that last altered this row.';
COMMENT ON COLUMN news.events.valid_from IS 'When this version of the row was published.';

CREATE TABLE news.event_actors (
    event_id uuid NOT NULL REFERENCES news.events ON DELETE CASCADE,
    side     integer NOT NULL CHECK (side IN (1, 2)),
    actor_id uuid NOT NULL REFERENCES news.actors,
    role     text NOT NULL CHECK (role IN ('primary', 'associated')),
    PRIMARY KEY (event_id, side, actor_id)
);
CREATE INDEX event_actors_actor ON news.event_actors (actor_id);
COMMENT ON TABLE news.event_actors IS 'Who took part in each event, and on which side.';
COMMENT ON COLUMN news.event_actors.event_id IS 'The event.';
COMMENT ON COLUMN news.event_actors.side IS '1 the side that acted, 2 the side acted upon.';
COMMENT ON COLUMN news.event_actors.actor_id IS 'The actor.';
COMMENT ON COLUMN news.event_actors.role IS 'primary (names the side) or associated (fought with it).';

-- Body compression is most of the cost of loading; lz4 is three times faster where the server has it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
        ALTER TABLE staging.articles ALTER COLUMN body SET COMPRESSION lz4;
        ALTER TABLE news.articles ALTER COLUMN body SET COMPRESSION lz4;
    END IF;
END $$;
