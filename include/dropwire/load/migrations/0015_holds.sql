-- Batches that wait for a person, and what the person decided.
ALTER TABLE ops.loads
    DROP CONSTRAINT loads_status_check,
    DROP CONSTRAINT loads_verdict_check,
    ADD CONSTRAINT loads_status_check
        CHECK (status IN ('running', 'held', 'published', 'discarded', 'rehearsed', 'failed')),
    ADD CONSTRAINT loads_verdict_check CHECK (verdict IN ('pass', 'warn', 'hold', 'stop')),
    ADD decision text CHECK (decision IN ('publish', 'publish_rest', 'discard')),
    ADD held_until timestamptz;
COMMENT ON COLUMN ops.loads.kind IS 'Why the load was begun: scheduled, manual, backfill, replay (items read again from quarantine), or another kind the orchestrator names.';
COMMENT ON COLUMN ops.loads.status IS 'running, held (waits for a person), published, discarded (a person set all of it aside), rehearsed (a dry run that ended well) or failed.';
COMMENT ON COLUMN ops.loads.verdict IS 'Outcome of the checks: pass, warn, hold or stop; null before they ran.';
COMMENT ON COLUMN ops.loads.decision IS 'What was decided on a held load: publish, publish_rest (without the failing rows) or discard; null before. Who and why: ops.decisions.';
COMMENT ON COLUMN ops.loads.held_until IS 'When the wait for a person ends; its files are left to it until then.';

CREATE TABLE ops.decisions (
    decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    load_id     bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    decision    text NOT NULL CHECK (decision IN ('publish', 'publish_rest', 'discard')),
    decided_by  text NOT NULL,
    decided_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    in_person   boolean NOT NULL,
    comment     text,
    question    text NOT NULL
);
CREATE INDEX decisions_load ON ops.decisions (load_id, decision_id);
COMMENT ON TABLE ops.decisions IS 'Every decision on a held load; the last of a load counts. Rows are only ever added.';
COMMENT ON COLUMN ops.decisions.decision_id IS 'Number of the decision.';
COMMENT ON COLUMN ops.decisions.load_id IS 'The load.';
COMMENT ON COLUMN ops.decisions.decision IS 'publish, publish_rest (without the failing rows) or discard.';
COMMENT ON COLUMN ops.decisions.decided_by IS 'The person who answered, or why no one was asked or answered.';
COMMENT ON COLUMN ops.decisions.decided_at IS 'When.';
COMMENT ON COLUMN ops.decisions.in_person IS 'False when the wait ended without an answer and the default was taken.';
COMMENT ON COLUMN ops.decisions.comment IS 'What the person wrote.';
COMMENT ON COLUMN ops.decisions.question IS 'The rules that did not hold, as they were shown.';

ALTER TABLE ops.check_results
    DROP CONSTRAINT check_results_severity_check,
    ADD CONSTRAINT check_results_severity_check CHECK (severity IN ('reject', 'warn', 'hold', 'stop')),
    ADD failing jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN ops.check_results.dataset IS 'What was checked: staged articles, events, mentions; items (all that was read) or load (the whole, one row).';
COMMENT ON COLUMN ops.check_results.severity IS 'reject (failing rows are set aside), warn (told only), hold (the batch waits for a person) or stop (the load must not be published).';
COMMENT ON COLUMN ops.check_results.success IS 'True when no row failed; for hold, when no more failed than the rule bears.';
COMMENT ON COLUMN ops.check_results.failing IS 'Rows that failed, as {item_id, event_no, found}: all of a hold rule that did not hold, else the first 20.';

GRANT SELECT, INSERT ON ops.decisions TO dropwire_loader;
GRANT SELECT ON ops.decisions TO dropwire_reader;
