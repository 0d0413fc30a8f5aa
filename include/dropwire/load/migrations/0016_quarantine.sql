-- What becomes of items that were set aside: read again, published in spite of a rule, or closed for good.
ALTER TABLE ops.rejects ADD source text;
COMMENT ON COLUMN ops.rejects.source IS 'Publisher of the article, where it was read far enough to know.';
CREATE INDEX rejects_item ON ops.rejects (item_id);
CREATE INDEX load_files_file ON landing.load_files (file_id);
CREATE INDEX drop_items_item ON landing.drop_items (item_id, load_id);

CREATE TABLE ops.waivers (
    item_id   uuid NOT NULL,
    rule      text NOT NULL,
    waived_by text NOT NULL,
    waived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    comment   text NOT NULL,
    PRIMARY KEY (item_id, rule)
);
COMMENT ON TABLE ops.waivers IS 'Items that are published in spite of a rule, because a person looked at them. Holds whenever the same bytes are read again.';
COMMENT ON COLUMN ops.waivers.item_id IS 'The item: its file name, bytes and record number.';
COMMENT ON COLUMN ops.waivers.rule IS 'The rule that no longer sets the item or an event of it aside.';
COMMENT ON COLUMN ops.waivers.waived_by IS 'Who waived it.';
COMMENT ON COLUMN ops.waivers.waived_at IS 'When.';
COMMENT ON COLUMN ops.waivers.comment IS 'Why.';

CREATE TABLE ops.quarantine_moves (
    move_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id      uuid NOT NULL,
    from_load_id bigint NOT NULL REFERENCES ops.loads ON DELETE CASCADE,
    action       text NOT NULL CHECK (action IN ('replay', 'waive', 'close')),
    to_load_id   bigint REFERENCES ops.loads ON DELETE CASCADE,
    moved_by     text NOT NULL,
    moved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    comment      text,
    CHECK ((action = 'close') = (to_load_id IS NULL))
);
CREATE INDEX quarantine_moves_item ON ops.quarantine_moves (item_id, from_load_id);
COMMENT ON TABLE ops.quarantine_moves IS 'The trail of items through the quarantine. A move counts when the load it goes to has ended; rows are only ever added.';
COMMENT ON COLUMN ops.quarantine_moves.move_id IS 'Number of the move.';
COMMENT ON COLUMN ops.quarantine_moves.item_id IS 'The item.';
COMMENT ON COLUMN ops.quarantine_moves.from_load_id IS 'The load that had set it aside; its account stays as it was.';
COMMENT ON COLUMN ops.quarantine_moves.action IS 'replay (read again), waive (published in spite of the rule) or close (nothing can be published; looked at and left).';
COMMENT ON COLUMN ops.quarantine_moves.to_load_id IS 'The load that read it again and gave it its new disposition; null when closed.';
COMMENT ON COLUMN ops.quarantine_moves.moved_by IS 'Who moved it.';
COMMENT ON COLUMN ops.quarantine_moves.moved_at IS 'When.';
COMMENT ON COLUMN ops.quarantine_moves.comment IS 'Why.';

CREATE VIEW ops.quarantine AS
SELECT r.reject_id, r.load_id, l.day, r.item_id, r.event_no, r.file, r.file_sha256, r.record, r.source, r.stage, r.rule,
       r.reason, r.found, r.created_at,
       CASE WHEN m.action = 'close' THEN 'closed'
            WHEN m.action = 'waive' THEN 'waived'
            WHEN m.action = 'replay' THEN 'replayed'
            WHEN again.load_id IS NOT NULL THEN 'read again'
            ELSE 'open' END AS state,
       coalesce(m.to_load_id, again.load_id) AS to_load_id, coalesce(m.disposition, again.disposition) AS outcome,
       m.moved_by, m.moved_at, m.comment
FROM ops.rejects r
JOIN ops.loads l USING (load_id)
LEFT JOIN LATERAL (
    SELECT m.*, i.disposition
    FROM ops.quarantine_moves m
    LEFT JOIN ops.loads t ON t.load_id = m.to_load_id
    LEFT JOIN landing.drop_items i ON (i.load_id, i.item_id) = (m.to_load_id, m.item_id)
    WHERE (m.item_id, m.from_load_id) = (r.item_id, r.load_id) AND (m.action = 'close' OR t.status IN ('published', 'discarded'))
    ORDER BY m.move_id DESC LIMIT 1) AS m ON true
LEFT JOIN LATERAL (
    SELECT i.load_id, i.disposition
    FROM landing.drop_items i
    JOIN ops.loads t USING (load_id)
    WHERE i.load_id > r.load_id AND t.status IN ('published', 'discarded') AND i.rule IS DISTINCT FROM 'source_not_selected'
      AND i.item_id = r.item_id
    UNION ALL  -- a file that was set aside whole may yield other items, or none that is refused
    SELECT t.load_id, NULL
    FROM landing.drop_files f
    JOIN landing.load_files lf USING (file_id)
    JOIN ops.loads t USING (load_id)
    WHERE r.record IS NULL AND (f.name, f.sha256) = (r.file, r.file_sha256)
      AND t.load_id > r.load_id AND t.status IN ('published', 'discarded') AND t.kind <> 'replay'
    ORDER BY load_id DESC, disposition NULLS LAST LIMIT 1) AS again ON true
WHERE r.disposition = 'quarantined' AND l.status IN ('published', 'discarded');
COMMENT ON VIEW ops.quarantine IS 'Everything that was ever set aside by a load that ended, one row per reason, and what became of it.';

DO $$
DECLARE
    told CONSTANT jsonb := '{"day": "The day of the load.", "state": "open, replayed, waived, closed, or read again (by a later run).",
        "to_load_id": "The load that read the item again.", "outcome": "Its disposition there; null for a file that yields other items now.",
        "moved_by": "Who moved it.", "moved_at": "When.", "comment": "Why."}';
    column_name text;
BEGIN
    FOR column_name IN SELECT attname FROM pg_attribute WHERE attrelid = 'ops.quarantine'::regclass AND attnum > 0 LOOP
        EXECUTE format('COMMENT ON COLUMN ops.quarantine.%I IS %L', column_name, coalesce(told ->> column_name, (
            SELECT col_description(attrelid, attnum) FROM pg_attribute
            WHERE attrelid = 'ops.rejects'::regclass AND attname = column_name)));
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.waivers, ops.quarantine_moves TO dropwire_loader;
GRANT SELECT ON ops.quarantine TO dropwire_loader, dropwire_reader;
GRANT SELECT ON ops.waivers, ops.quarantine_moves TO dropwire_reader;
