-- The state of what was set aside, kept with it: a page counts and lists a hundred thousand entries without asking for
-- each of them whether a later load has read its item. ops.quarantine says what the state is; this follows it.
ALTER TABLE ops.rejects ADD state text;
COMMENT ON COLUMN ops.rejects.state IS 'As in ops.quarantine, which it follows: open, replayed, waived, closed or read again; null until its load has ended, and of what was skipped.';
UPDATE ops.rejects r SET state = q.state FROM ops.quarantine q WHERE q.reject_id = r.reject_id;
CREATE INDEX rejects_state ON ops.rejects (state, reject_id);
CREATE INDEX rejects_rule ON ops.rejects (rule, state, reject_id);
CREATE INDEX rejects_whole_file ON ops.rejects (file, file_sha256) WHERE record IS NULL;
CREATE INDEX quarantine_moves_to ON ops.quarantine_moves (to_load_id);

CREATE FUNCTION ops.follow_quarantine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ops.rejects r SET state = q.state
    FROM ops.quarantine q
    WHERE q.reject_id = r.reject_id AND r.state IS DISTINCT FROM q.state AND q.reject_id IN (
        SELECT reject_id FROM ops.rejects WHERE load_id = NEW.load_id
        UNION SELECT o.reject_id FROM landing.drop_items i JOIN ops.rejects o USING (item_id)
              WHERE i.load_id = NEW.load_id AND o.load_id < NEW.load_id
        UNION SELECT o.reject_id FROM ops.quarantine_moves m JOIN ops.rejects o ON (o.item_id, o.load_id) = (m.item_id, m.from_load_id)
              WHERE m.to_load_id = NEW.load_id
        UNION SELECT o.reject_id FROM landing.load_files lf JOIN landing.drop_files f USING (file_id)
              JOIN ops.rejects o ON (o.file, o.file_sha256) = (f.name, f.sha256)
              WHERE lf.load_id = NEW.load_id AND o.record IS NULL AND o.load_id < NEW.load_id);
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.follow_quarantine() IS 'Keep ops.rejects.state when a load has ended.';
CREATE TRIGGER follow_quarantine AFTER UPDATE OF status ON ops.loads
FOR EACH ROW WHEN (NEW.status IN ('published', 'discarded')) EXECUTE FUNCTION ops.follow_quarantine();

CREATE FUNCTION ops.follow_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ops.rejects SET state = 'closed' WHERE item_id = NEW.item_id AND load_id = NEW.from_load_id AND state IS NOT NULL;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.follow_closing() IS 'Keep ops.rejects.state when an item is closed.';
CREATE TRIGGER follow_closing AFTER INSERT ON ops.quarantine_moves
FOR EACH ROW WHEN (NEW.action = 'close') EXECUTE FUNCTION ops.follow_closing();
