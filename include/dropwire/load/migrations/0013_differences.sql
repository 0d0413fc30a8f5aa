-- What a rehearsal would change and what reading the archive again did change, for the person who decides.
CREATE TABLE ops.load_differences (
    load_id  bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    dataset  text NOT NULL CHECK (dataset IN ('articles', 'events')),
    change   text NOT NULL CHECK (change IN ('added', 'changed', 'removed', 'regrouped')),
    n        bigint NOT NULL,
    examples jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (load_id, dataset, change)
);
COMMENT ON TABLE ops.load_differences IS 'What publishing a load changes: of dry runs, and of loads that read the archive again.';
COMMENT ON COLUMN ops.load_differences.load_id IS 'The load.';
COMMENT ON COLUMN ops.load_differences.dataset IS 'articles or events.';
COMMENT ON COLUMN ops.load_differences.change IS 'added, changed, removed, or regrouped: only the story or the original of a copy is another.';
COMMENT ON COLUMN ops.load_differences.n IS 'How many.';
COMMENT ON COLUMN ops.load_differences.examples IS 'The first few: key, what it is, and each field that differs with its value before and after.';
GRANT SELECT, INSERT, DELETE ON ops.load_differences TO dropwire_loader;
GRANT SELECT ON ops.load_differences TO dropwire_reader;

CREATE INDEX articles_file ON news.articles (file_sha256);
