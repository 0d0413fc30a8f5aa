-- Items that need not be read again: neither their bytes nor anything that decides what becomes of them has changed.
ALTER TABLE ops.loads ADD reading text;
COMMENT ON COLUMN ops.loads.reading IS 'Digest of all that decided what became of the bytes: code, libraries, lexicons, sources; mixed when shards differed.';

ALTER TABLE landing.drop_items ADD content_sha256 bytea, ADD layout_sha256 bytea;
COMMENT ON COLUMN landing.drop_items.content_sha256 IS 'Content the item was read as, as in news.articles; null when quarantined, and in loads older than this column.';
COMMENT ON COLUMN landing.drop_items.layout_sha256 IS 'Where it stood in the drop, as in news.articles.';

CREATE TABLE staging.settled (
    load_id        bigint NOT NULL,
    shard          text NOT NULL,
    item_id        uuid NOT NULL,
    file_id        bigint NOT NULL,
    record         integer,
    article_id     uuid NOT NULL,
    content_sha256 bytea NOT NULL,
    layout_sha256  bytea NOT NULL,
    PRIMARY KEY (load_id, item_id)
);
CREATE INDEX settled_shard ON staging.settled (load_id, shard);
COMMENT ON TABLE staging.settled IS 'Items a load was given that were not read again, because what an earlier load made of them holds.';
COMMENT ON COLUMN staging.settled.load_id IS 'The load this row belongs to.';
COMMENT ON COLUMN staging.settled.shard IS 'The shard that wrote this row; a retry of the shard replaces it.';
COMMENT ON COLUMN staging.settled.item_id IS 'The item, as in landing.drop_items.';
COMMENT ON COLUMN staging.settled.file_id IS 'The file version it stands in.';
COMMENT ON COLUMN staging.settled.record IS 'Index in the file, from 0; null for a file that is one article.';
COMMENT ON COLUMN staging.settled.article_id IS 'The article it was read as.';
COMMENT ON COLUMN staging.settled.content_sha256 IS 'Content it was read as.';
COMMENT ON COLUMN staging.settled.layout_sha256 IS 'Where it stood in the drop.';
COMMENT ON COLUMN staging.shards.n_articles IS 'Articles the shard staged, and those it left as they were read before.';
GRANT SELECT, INSERT, UPDATE, DELETE ON staging.settled TO dropwire_loader;

ALTER TABLE ops.furniture ADD effective_at timestamptz;
COMMENT ON COLUMN ops.furniture.effective_at IS 'When it last began or ceased to be removed, or a person judged it; null for what was only ever proposed.';
UPDATE ops.furniture SET effective_at = decided_at WHERE status <> 'proposed' OR decided_by <> 'rule';
