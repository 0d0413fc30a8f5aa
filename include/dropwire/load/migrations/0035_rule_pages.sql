-- The history of one rule is asked for by its page.
CREATE INDEX check_results_rule ON ops.check_results (rule, load_id);

-- Entry by entry, each by its number: whatever the planner takes the numbers of loads and entries to be, it must not
-- ask the view for all of them.
CREATE OR REPLACE FUNCTION ops.follow_quarantine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH meant AS MATERIALIZED (
        SELECT reject_id FROM ops.rejects WHERE load_id = NEW.load_id
        UNION SELECT o.reject_id FROM landing.drop_items i JOIN ops.rejects o USING (item_id)
              WHERE i.load_id = NEW.load_id AND o.load_id < NEW.load_id
        UNION SELECT o.reject_id FROM ops.quarantine_moves m JOIN ops.rejects o ON (o.item_id, o.load_id) = (m.item_id, m.from_load_id)
              WHERE m.to_load_id = NEW.load_id
        UNION SELECT o.reject_id FROM landing.load_files lf JOIN landing.drop_files f USING (file_id)
              JOIN ops.rejects o ON (o.file, o.file_sha256) = (f.name, f.sha256)
              WHERE lf.load_id = NEW.load_id AND o.record IS NULL AND o.load_id < NEW.load_id
    ), found AS MATERIALIZED (
        SELECT q.reject_id, q.state
        FROM meant CROSS JOIN LATERAL (SELECT * FROM ops.quarantine q WHERE q.reject_id = meant.reject_id OFFSET 0) AS q
    )
    UPDATE ops.rejects r SET state = found.state
    FROM found WHERE found.reject_id = r.reject_id AND r.state IS DISTINCT FROM found.state;
    RETURN NULL;
END $$;
