-- How long the steps of a load took, who asked for it, and loads whose run ended before they were published.
ALTER TABLE ops.loads
    DROP CONSTRAINT loads_status_check,
    ADD CONSTRAINT loads_status_check
        CHECK (status IN ('running', 'held', 'stopped', 'published', 'discarded', 'rehearsed', 'failed')),
    ADD started_by text;
COMMENT ON COLUMN ops.loads.status IS 'running, held (waits for a person), stopped (its run ended before it was published; a cleared task takes it up again), published, discarded (a person set all of it aside), rehearsed (a dry run that ended well) or failed.';
COMMENT ON COLUMN ops.loads.reason IS 'Why the load failed or was stopped, or null.';
COMMENT ON COLUMN ops.loads.finished_at IS 'When it was published, discarded, rehearsed, stopped or failed; null while running.';
COMMENT ON COLUMN ops.loads.started_by IS 'The person who asked for the run, as Airflow names them; null when no person did.';

CREATE TABLE ops.load_steps (
    load_id    bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    step       text NOT NULL CHECK (step IN ('collect', 'process', 'check', 'publish', 'index')),
    part       text NOT NULL DEFAULT '',
    started_at timestamptz NOT NULL,
    seconds    real NOT NULL,
    PRIMARY KEY (load_id, step, part)
);
COMMENT ON TABLE ops.load_steps IS 'How long each step of a load took, the last time it ended well.';
COMMENT ON COLUMN ops.load_steps.load_id IS 'The load.';
COMMENT ON COLUMN ops.load_steps.step IS 'collect, process, check, publish (with the wait for other publications), or index (learning furniture, search).';
COMMENT ON COLUMN ops.load_steps.part IS 'The shard of process; empty otherwise.';
COMMENT ON COLUMN ops.load_steps.started_at IS 'When it began.';
COMMENT ON COLUMN ops.load_steps.seconds IS 'Seconds on the clock; parts of process run side by side.';
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.load_steps TO dropwire_loader;
GRANT SELECT ON ops.load_steps TO dropwire_reader;
