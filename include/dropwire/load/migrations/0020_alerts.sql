-- Alerts from the first sight of a trouble to its end, and the messages that told of them.
CREATE TABLE ops.alerts (
    alert_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key           text NOT NULL,
    topic         text NOT NULL CHECK (topic IN ('trends', 'checks', 'runs', 'days', 'fetching')),
    severity      text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    source        text,
    title         text NOT NULL,
    what          text NOT NULL,
    cause         text NOT NULL,
    todo          text NOT NULL,
    n             bigint NOT NULL,
    examples      jsonb NOT NULL DEFAULT '[]',
    chart         jsonb,
    since_day     date NOT NULL,
    last_day      date NOT NULL,
    run_id        text NOT NULL,
    load_id       bigint,
    opened_at     timestamptz NOT NULL,
    seen_at       timestamptz NOT NULL,
    notified_at   timestamptz,
    resolved_at   timestamptz,
    muted_until   timestamptz,
    muted_by      text
);
CREATE UNIQUE INDEX alerts_open ON ops.alerts (key) WHERE resolved_at IS NULL;
CREATE INDEX alerts_opened ON ops.alerts (opened_at);
COMMENT ON TABLE ops.alerts IS 'Troubles from first sight to end, one row each; at most one is open under a key.';
COMMENT ON COLUMN ops.alerts.alert_id IS 'Number of the alert, for `dropwire alerts mute`.';
COMMENT ON COLUMN ops.alerts.key IS 'What makes it the same trouble on another day: topic, subject and kind.';
COMMENT ON COLUMN ops.alerts.topic IS 'trends, checks, runs (stopped or held), days (missing or late) or fetching.';
COMMENT ON COLUMN ops.alerts.severity IS 'info, warning or critical.';
COMMENT ON COLUMN ops.alerts.source IS 'The source it is about, or null.';
COMMENT ON COLUMN ops.alerts.title IS 'The trouble in a few words.';
COMMENT ON COLUMN ops.alerts.what IS 'What happened, with figures, as last seen.';
COMMENT ON COLUMN ops.alerts.cause IS 'The likely cause.';
COMMENT ON COLUMN ops.alerts.todo IS 'What to do.';
COMMENT ON COLUMN ops.alerts.n IS 'How many articles, rows or days are concerned.';
COMMENT ON COLUMN ops.alerts.examples IS 'Up to three: address or file, and what is seen there.';
COMMENT ON COLUMN ops.alerts.chart IS 'Days, volumes and what is usual, where a chart tells more.';
COMMENT ON COLUMN ops.alerts.since_day IS 'First day concerned.';
COMMENT ON COLUMN ops.alerts.last_day IS 'Last day concerned.';
COMMENT ON COLUMN ops.alerts.run_id IS 'DAG run that saw it last.';
COMMENT ON COLUMN ops.alerts.load_id IS 'Load that saw it last, or null.';
COMMENT ON COLUMN ops.alerts.opened_at IS 'When it was first seen.';
COMMENT ON COLUMN ops.alerts.seen_at IS 'When it was last seen.';
COMMENT ON COLUMN ops.alerts.notified_at IS 'When a message told of it last; null: none has.';
COMMENT ON COLUMN ops.alerts.resolved_at IS 'When it was over; null while open.';
COMMENT ON COLUMN ops.alerts.muted_until IS 'No message tells of it before, nor of the same trouble coming back.';
COMMENT ON COLUMN ops.alerts.muted_by IS 'Who muted it.';

CREATE TABLE ops.alert_messages (
    message_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    audience    text NOT NULL,
    channel     text NOT NULL,
    severity    text NOT NULL,
    run_id      text NOT NULL,
    load_id     bigint,
    subject     text NOT NULL,
    body        text NOT NULL,
    html        text NOT NULL,
    images      jsonb NOT NULL DEFAULT '[]',
    state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts    integer NOT NULL DEFAULT 0,
    error       text,
    created_at  timestamptz NOT NULL,
    send_after  timestamptz NOT NULL,
    sent_at     timestamptz
);
CREATE INDEX alert_messages_waiting ON ops.alert_messages (send_after) WHERE state = 'waiting';
COMMENT ON TABLE ops.alert_messages IS 'Messages about alerts, one per run, audience and channel: waiting, sent, or given up after three days.';
COMMENT ON COLUMN ops.alert_messages.message_id IS 'Number of the message.';
COMMENT ON COLUMN ops.alert_messages.audience IS 'Whom it is for, as in alerts.yaml.';
COMMENT ON COLUMN ops.alert_messages.channel IS 'What it goes through, as in alerts.yaml.';
COMMENT ON COLUMN ops.alert_messages.severity IS 'That of its gravest alert.';
COMMENT ON COLUMN ops.alert_messages.run_id IS 'DAG run it tells of.';
COMMENT ON COLUMN ops.alert_messages.load_id IS 'Load it tells of, or null.';
COMMENT ON COLUMN ops.alert_messages.subject IS 'Subject.';
COMMENT ON COLUMN ops.alert_messages.body IS 'As plain text.';
COMMENT ON COLUMN ops.alert_messages.html IS 'As HTML, for mail.';
COMMENT ON COLUMN ops.alert_messages.images IS 'Charts, drawn when it is sent: file name and data.';
COMMENT ON COLUMN ops.alert_messages.state IS 'waiting (for its time, or for another try), sent or failed (given up).';
COMMENT ON COLUMN ops.alert_messages.attempts IS 'Tries so far.';
COMMENT ON COLUMN ops.alert_messages.error IS 'Why the last try failed, without secrets.';
COMMENT ON COLUMN ops.alert_messages.created_at IS 'When it was written.';
COMMENT ON COLUMN ops.alert_messages.send_after IS 'Not before: end of quiet hours, or the next try.';
COMMENT ON COLUMN ops.alert_messages.sent_at IS 'When it went out.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.alerts, ops.alert_messages TO dropwire_loader;
GRANT SELECT ON ops.alerts, ops.alert_messages TO dropwire_reader;
