-- The ledger of files and loads, and where set-aside rows and check results are kept.
CREATE TABLE ops.loads (
    load_id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day               date NOT NULL,
    run_id            text NOT NULL,
    kind              text NOT NULL,
    dry_run           boolean NOT NULL DEFAULT false,
    status            text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'published', 'rehearsed', 'failed')),
    verdict           text CHECK (verdict IN ('pass', 'warn', 'stop')),
    reason            text,
    started_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at       timestamptz,
    n_files           integer NOT NULL DEFAULT 0,
    n_read            integer NOT NULL DEFAULT 0,
    n_loaded          integer NOT NULL DEFAULT 0,
    n_unchanged       integer NOT NULL DEFAULT 0,
    n_duplicate       integer NOT NULL DEFAULT 0,
    n_quarantined     integer NOT NULL DEFAULT 0,
    n_skipped         integer NOT NULL DEFAULT 0,
    n_events_added    integer NOT NULL DEFAULT 0,
    n_events_changed  integer NOT NULL DEFAULT 0,
    n_events_removed  integer NOT NULL DEFAULT 0,
    rules_version     text,
    extractor_version text,
    CHECK (n_read = n_loaded + n_unchanged + n_duplicate + n_quarantined + n_skipped)
);
CREATE INDEX loads_day ON ops.loads (day, load_id);
COMMENT ON TABLE ops.loads IS 'One row per attempt to load a day: what it was for, how it ended, and the account of its items.';
COMMENT ON COLUMN ops.loads.load_id IS 'Number of the load, ascending in time.';
COMMENT ON COLUMN ops.loads.day IS 'The day (UTC) the run stands for.';
COMMENT ON COLUMN ops.loads.run_id IS 'Identifier of the DAG run.';
COMMENT ON COLUMN ops.loads.kind IS 'Why the run was started: scheduled, manual, backfill, or another kind the orchestrator names.';
COMMENT ON COLUMN ops.loads.dry_run IS 'True when nothing was to be published.';
COMMENT ON COLUMN ops.loads.status IS 'running, published, rehearsed (a dry run that ended well) or failed.';
COMMENT ON COLUMN ops.loads.verdict IS 'Outcome of the checks: pass, warn or stop; null before they ran.';
COMMENT ON COLUMN ops.loads.reason IS 'Why the load failed, or null.';
COMMENT ON COLUMN ops.loads.started_at IS 'When the load was begun.';
COMMENT ON COLUMN ops.loads.finished_at IS 'When it was published, rehearsed or failed; null while running.';
COMMENT ON COLUMN ops.loads.n_files IS 'Files the load was given to read.';
COMMENT ON COLUMN ops.loads.n_read IS 'Items read; the sum of the five dispositions.';
COMMENT ON COLUMN ops.loads.n_loaded IS 'Items whose article is new or changed.';
COMMENT ON COLUMN ops.loads.n_unchanged IS 'Items whose article the warehouse already had as it is.';
COMMENT ON COLUMN ops.loads.n_duplicate IS 'Items whose text another article already tells.';
COMMENT ON COLUMN ops.loads.n_quarantined IS 'Items set aside with a reason; see ops.rejects.';
COMMENT ON COLUMN ops.loads.n_skipped IS 'Items passed over on purpose, such as an older version of an article.';
COMMENT ON COLUMN ops.loads.n_events_added IS 'Events the load brought in.';
COMMENT ON COLUMN ops.loads.n_events_changed IS 'Events whose published row the load altered.';
COMMENT ON COLUMN ops.loads.n_events_removed IS 'Events no article tells any more after the load.';
COMMENT ON COLUMN ops.loads.rules_version IS 'Version of the cleaning rules.';
COMMENT ON COLUMN ops.loads.extractor_version IS 'Version of the event extraction and its lexicons.';

CREATE TABLE landing.drop_files (
    file_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text NOT NULL,
    sha256        text NOT NULL,
    size          bigint NOT NULL,
    day           date NOT NULL,
    arrived_at    timestamptz NOT NULL,
    archive_key   text NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    first_seen_by text NOT NULL,
    read_by       bigint REFERENCES ops.loads,
    status        text NOT NULL GENERATED ALWAYS AS (CASE WHEN read_by IS NULL THEN 'new' ELSE 'read' END) STORED,
    UNIQUE (name, sha256)
);
CREATE INDEX drop_files_day ON landing.drop_files (day);
CREATE INDEX drop_files_unread ON landing.drop_files (day) WHERE read_by IS NULL;
COMMENT ON TABLE landing.drop_files IS 'Every version of every file that was dropped. Same name and bytes: the same file; other bytes: a new version.';
COMMENT ON COLUMN landing.drop_files.file_id IS 'Number of the file version.';
COMMENT ON COLUMN landing.drop_files.name IS 'Path relative to the inbox.';
COMMENT ON COLUMN landing.drop_files.sha256 IS 'SHA-256 of the bytes, hexadecimal.';
COMMENT ON COLUMN landing.drop_files.size IS 'Size in bytes.';
COMMENT ON COLUMN landing.drop_files.day IS 'The day it belongs to: its dated folder, else the day of arrival (UTC).';
COMMENT ON COLUMN landing.drop_files.arrived_at IS 'When the file arrived.';
COMMENT ON COLUMN landing.drop_files.archive_key IS 'Where the archive keeps the bytes.';
COMMENT ON COLUMN landing.drop_files.first_seen_at IS 'When it was entered here.';
COMMENT ON COLUMN landing.drop_files.first_seen_by IS 'DAG run that entered it.';
COMMENT ON COLUMN landing.drop_files.read_by IS 'The last load that read and published it; null while unread.';
COMMENT ON COLUMN landing.drop_files.status IS 'new (not read yet) or read.';

CREATE TABLE landing.load_files (
    load_id bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    file_id bigint NOT NULL REFERENCES landing.drop_files,
    PRIMARY KEY (load_id, file_id)
);
COMMENT ON TABLE landing.load_files IS 'Which files a load was given to read.';
COMMENT ON COLUMN landing.load_files.load_id IS 'The load.';
COMMENT ON COLUMN landing.load_files.file_id IS 'The file version.';

CREATE TABLE landing.drop_items (
    load_id     bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    item_id     uuid NOT NULL,
    file_id     bigint NOT NULL REFERENCES landing.drop_files,
    record      integer,
    disposition text NOT NULL CHECK (disposition IN ('loaded', 'unchanged', 'duplicate', 'quarantined', 'skipped')),
    rule        text,
    reason      text,
    article_id  uuid,
    PRIMARY KEY (load_id, item_id)
);
CREATE INDEX drop_items_article ON landing.drop_items (article_id);
COMMENT ON TABLE landing.drop_items IS 'Every item a load read, with its one disposition.';
COMMENT ON COLUMN landing.drop_items.load_id IS 'The load.';
COMMENT ON COLUMN landing.drop_items.item_id IS 'Stable id of the item: its file name, bytes and record number.';
COMMENT ON COLUMN landing.drop_items.file_id IS 'The file version it came in.';
COMMENT ON COLUMN landing.drop_items.record IS 'Index in the file, from 0; null for a file that is one article or was set aside whole.';
COMMENT ON COLUMN landing.drop_items.disposition IS 'loaded, unchanged, duplicate, quarantined or skipped.';
COMMENT ON COLUMN landing.drop_items.rule IS 'The rule that decided, where one did.';
COMMENT ON COLUMN landing.drop_items.reason IS 'One sentence for the person on duty.';
COMMENT ON COLUMN landing.drop_items.article_id IS 'The article it became or was recognised as; null when quarantined.';

CREATE TABLE ops.rejects (
    reject_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    load_id     bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    shard       text NOT NULL,
    item_id     uuid NOT NULL,
    event_no    integer,
    file        text NOT NULL,
    file_sha256 text NOT NULL,
    record      integer,
    stage       text NOT NULL,
    rule        text NOT NULL,
    reason      text NOT NULL,
    disposition text NOT NULL DEFAULT 'quarantined' CHECK (disposition IN ('quarantined', 'skipped')),
    found       jsonb,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX rejects_load ON ops.rejects (load_id, item_id);
COMMENT ON TABLE ops.rejects IS 'Items and single events set aside, each with the rule, the reason and the values that failed.';
COMMENT ON COLUMN ops.rejects.reject_id IS 'Number of the entry.';
COMMENT ON COLUMN ops.rejects.load_id IS 'The load that set it aside.';
COMMENT ON COLUMN ops.rejects.shard IS 'Shard that set it aside; empty for the checks, which see the whole load.';
COMMENT ON COLUMN ops.rejects.item_id IS 'The item, as in landing.drop_items.';
COMMENT ON COLUMN ops.rejects.event_no IS 'The event of the item, when only an event was set aside; null for the whole item.';
COMMENT ON COLUMN ops.rejects.file IS 'Path of the drop, relative to the inbox.';
COMMENT ON COLUMN ops.rejects.file_sha256 IS 'SHA-256 of the drop, which the archive keeps.';
COMMENT ON COLUMN ops.rejects.record IS 'Index in the file, from 0; null for a file that is one article or was set aside whole.';
COMMENT ON COLUMN ops.rejects.stage IS 'Step that refused it: collect, read, clean, extract or check.';
COMMENT ON COLUMN ops.rejects.rule IS 'Short stable name of the rule.';
COMMENT ON COLUMN ops.rejects.reason IS 'One sentence for the person on duty.';
COMMENT ON COLUMN ops.rejects.disposition IS 'quarantined, or skipped where there is nothing to put right.';
COMMENT ON COLUMN ops.rejects.found IS 'The values that failed.';
COMMENT ON COLUMN ops.rejects.created_at IS 'When it was set aside.';

CREATE TABLE ops.check_results (
    load_id     bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    rule        text NOT NULL,
    dataset     text NOT NULL,
    expectation text NOT NULL,
    severity    text NOT NULL CHECK (severity IN ('reject', 'warn', 'stop')),
    success     boolean NOT NULL,
    n_rows      bigint NOT NULL,
    n_failed    bigint NOT NULL,
    observed    jsonb,
    reason      text NOT NULL,
    checked_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (load_id, rule)
);
COMMENT ON TABLE ops.check_results IS 'Result of every expectation on every load.';
COMMENT ON COLUMN ops.check_results.load_id IS 'The load.';
COMMENT ON COLUMN ops.check_results.rule IS 'Short stable name of the rule.';
COMMENT ON COLUMN ops.check_results.dataset IS 'Which staged rows were checked: articles, events or mentions.';
COMMENT ON COLUMN ops.check_results.expectation IS 'The Great Expectations expectation behind the rule.';
COMMENT ON COLUMN ops.check_results.severity IS 'reject (failing rows are set aside), warn (told only) or stop (the load must not be published).';
COMMENT ON COLUMN ops.check_results.success IS 'True when no row failed.';
COMMENT ON COLUMN ops.check_results.n_rows IS 'Rows looked at.';
COMMENT ON COLUMN ops.check_results.n_failed IS 'Rows that failed; for a rule on the whole table 0 or 1.';
COMMENT ON COLUMN ops.check_results.observed IS 'What was seen: an aggregate, or a few failing values.';
COMMENT ON COLUMN ops.check_results.reason IS 'What a failure means, in one sentence.';
COMMENT ON COLUMN ops.check_results.checked_at IS 'When the checks ran.';
