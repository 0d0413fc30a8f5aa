-- What is known of every address that is fetched, how each source does, and what each run of fetching brought.
CREATE TABLE ops.fetch_urls (
    source        text NOT NULL,
    key           text NOT NULL,
    url           text NOT NULL,
    role          text NOT NULL CHECK (role IN ('listing', 'page')),
    day           date NOT NULL,
    published     date,
    changed_at    timestamptz,
    state         text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'gone', 'refused')),
    attempts      integer NOT NULL DEFAULT 0,
    retry_at      timestamptz,
    status        integer,
    reason        text,
    etag          text,
    last_modified text,
    rules         text,
    sha256        text,
    final_url     text,
    listed_at     timestamptz NOT NULL DEFAULT now(),
    fetched_at    timestamptz,
    PRIMARY KEY (source, role, key)
);
CREATE INDEX fetch_urls_pending ON ops.fetch_urls (source, day) WHERE state = 'pending';
CREATE INDEX fetch_urls_day ON ops.fetch_urls (source, day) WHERE role = 'page';
COMMENT ON TABLE ops.fetch_urls IS 'Every address of a source that was listed or asked for, and what became of it.';
COMMENT ON COLUMN ops.fetch_urls.source IS 'Name of the source in sources.yaml.';
COMMENT ON COLUMN ops.fetch_urls.key IS 'Canonical form of the address, without fragment and tracking.';
COMMENT ON COLUMN ops.fetch_urls.url IS 'The address as it was listed; it is the one asked for.';
COMMENT ON COLUMN ops.fetch_urls.role IS 'listing (feed, sitemap, archive page) or page (an article).';
COMMENT ON COLUMN ops.fetch_urls.day IS 'Day of the run that listed it first.';
COMMENT ON COLUMN ops.fetch_urls.published IS 'Day of publication as the listing tells it, or null.';
COMMENT ON COLUMN ops.fetch_urls.changed_at IS 'When the listing says it last changed, or null.';
COMMENT ON COLUMN ops.fetch_urls.state IS 'pending, done, gone (answers 404 and the like) or refused (robots.txt, no page, too large, unsafe).';
COMMENT ON COLUMN ops.fetch_urls.attempts IS 'Runs that asked for it without success since the last one with.';
COMMENT ON COLUMN ops.fetch_urls.retry_at IS 'Not to be asked for before; null: any time.';
COMMENT ON COLUMN ops.fetch_urls.status IS 'HTTP status of the last answer.';
COMMENT ON COLUMN ops.fetch_urls.reason IS 'Why it is not done, or nothing came of it.';
COMMENT ON COLUMN ops.fetch_urls.etag IS 'ETag of the last answer, for conditional requests.';
COMMENT ON COLUMN ops.fetch_urls.last_modified IS 'Last-Modified of the last answer, for conditional requests.';
COMMENT ON COLUMN ops.fetch_urls.rules IS 'Of a listing: hash of the source''s rules that read it; with others it is read again.';
COMMENT ON COLUMN ops.fetch_urls.sha256 IS 'SHA-256 of the last content; the same again is no news.';
COMMENT ON COLUMN ops.fetch_urls.final_url IS 'The address that answered in the end, where redirects led elsewhere.';
COMMENT ON COLUMN ops.fetch_urls.listed_at IS 'When it was listed first.';
COMMENT ON COLUMN ops.fetch_urls.fetched_at IS 'When it last answered.';

CREATE TABLE ops.fetch_sources (
    source     text PRIMARY KEY,
    failures   integer NOT NULL DEFAULT 0,
    open_until timestamptz,
    last_ok_at timestamptz,
    reason     text
);
COMMENT ON TABLE ops.fetch_sources IS 'How the sources do: one that fails again and again is left alone for a while.';
COMMENT ON COLUMN ops.fetch_sources.source IS 'Name of the source in sources.yaml.';
COMMENT ON COLUMN ops.fetch_sources.failures IS 'Runs in a row that got nothing from it.';
COMMENT ON COLUMN ops.fetch_sources.open_until IS 'It is left alone until then; null: it is fetched.';
COMMENT ON COLUMN ops.fetch_sources.last_ok_at IS 'When it last answered.';
COMMENT ON COLUMN ops.fetch_sources.reason IS 'What was wrong last.';

CREATE TABLE ops.fetch_runs (
    fetch_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      text NOT NULL,
    day         date NOT NULL,
    run_id      text NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    outcome     text NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'done', 'partial', 'down', 'resting')),
    reason      text,
    n_listed    integer NOT NULL DEFAULT 0,
    n_new       integer NOT NULL DEFAULT 0,
    n_fetched   integer NOT NULL DEFAULT 0,
    n_unchanged integer NOT NULL DEFAULT 0,
    n_gone      integer NOT NULL DEFAULT 0,
    n_refused   integer NOT NULL DEFAULT 0,
    n_waiting   integer NOT NULL DEFAULT 0,
    n_bytes     bigint NOT NULL DEFAULT 0,
    drops       text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX fetch_runs_day ON ops.fetch_runs (day, source, fetch_id);
COMMENT ON TABLE ops.fetch_runs IS 'One row per attempt to fetch a source for a day.';
COMMENT ON COLUMN ops.fetch_runs.fetch_id IS 'Number of the attempt, ascending in time.';
COMMENT ON COLUMN ops.fetch_runs.source IS 'Name of the source in sources.yaml.';
COMMENT ON COLUMN ops.fetch_runs.day IS 'The day (UTC) the run stands for, and the folder its drops went to.';
COMMENT ON COLUMN ops.fetch_runs.run_id IS 'Identifier of the DAG run, or of the command.';
COMMENT ON COLUMN ops.fetch_runs.started_at IS 'When it began.';
COMMENT ON COLUMN ops.fetch_runs.finished_at IS 'When it ended; null while running or when it was killed.';
COMMENT ON COLUMN ops.fetch_runs.outcome IS 'running, done, partial (some is left for later), down (nothing answered) or resting (left alone, see ops.fetch_sources).';
COMMENT ON COLUMN ops.fetch_runs.reason IS 'What was wrong first, or null.';
COMMENT ON COLUMN ops.fetch_runs.n_listed IS 'Addresses of articles in its listings.';
COMMENT ON COLUMN ops.fetch_runs.n_new IS 'Those not known before.';
COMMENT ON COLUMN ops.fetch_runs.n_fetched IS 'Pages fetched whose content is new.';
COMMENT ON COLUMN ops.fetch_runs.n_unchanged IS 'Pages that were as before.';
COMMENT ON COLUMN ops.fetch_runs.n_gone IS 'Pages that are no longer there.';
COMMENT ON COLUMN ops.fetch_runs.n_refused IS 'Pages refused: robots.txt, no page, too large, unsafe.';
COMMENT ON COLUMN ops.fetch_runs.n_waiting IS 'Pages left for a later run.';
COMMENT ON COLUMN ops.fetch_runs.n_bytes IS 'Bytes of the new pages, unpacked.';
COMMENT ON COLUMN ops.fetch_runs.drops IS 'Files put into the inbox.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.fetch_urls, ops.fetch_sources, ops.fetch_runs TO dropwire_loader;
GRANT SELECT ON ops.fetch_urls, ops.fetch_sources, ops.fetch_runs TO dropwire_reader;
