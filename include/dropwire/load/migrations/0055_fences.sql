-- Of several copies of one task only the newest may write; and what is published is known without asking a clock.
CREATE TABLE ops.tries (
    work          text PRIMARY KEY,
    number        bigint NOT NULL,
    pid           integer NOT NULL,
    session_began timestamptz NOT NULL,
    began_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ops.tries IS 'The newest try of each task that writes, of the last week: an older one that comes back is refused.';
COMMENT ON COLUMN ops.tries.work IS 'The task: DAG, run, task and, of a mapped one, its index.';
COMMENT ON COLUMN ops.tries.number IS 'Number of the try, as Airflow counts them.';
COMMENT ON COLUMN ops.tries.pid IS 'Process of its session on the server, which the next try ends.';
COMMENT ON COLUMN ops.tries.session_began IS 'When that session began: process numbers are used again.';
COMMENT ON COLUMN ops.tries.began_at IS 'When the try began.';
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.tries TO dropwire_loader;

ALTER TABLE staging.shards ADD is_published boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN staging.shards.is_published IS 'Whether the load has been published since the shard was staged.';
UPDATE staging.shards s SET is_published = true
FROM ops.loads l WHERE l.load_id = s.load_id AND l.status IN ('published', 'discarded') AND s.staged_at <= l.finished_at;
