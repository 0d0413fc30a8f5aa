-- What only ever grows is kept by month, so that old months can be let go without a trace of work: the accounts of items,
-- and earlier versions. What analysts read stays whole (0004_news.sql tells why, docs/scale.md what it costs).
ALTER TABLE landing.drop_items ADD read_on date;
UPDATE landing.drop_items i SET read_on = (l.started_at AT TIME ZONE 'UTC')::date FROM ops.loads l WHERE l.load_id = i.load_id;
ALTER TABLE landing.drop_items
    ALTER read_on SET NOT NULL,
    DROP CONSTRAINT drop_items_pkey,
    DROP CONSTRAINT drop_items_load_id_fkey,
    DROP CONSTRAINT drop_items_file_id_fkey,
    ADD CONSTRAINT drop_items_pkey PRIMARY KEY (load_id, item_id, read_on);
COMMENT ON COLUMN landing.drop_items.read_on IS 'Day (UTC) the load began; the table is kept by its months.';

-- What there is becomes the first partition, up to the end of this month, under indexes and views of the same names.
DO $$
DECLARE
    next_month CONSTANT timestamptz := date_trunc('month', now(), 'UTC') + interval '1 month';
    suffix CONSTANT text := to_char(next_month AT TIME ZONE 'UTC', '"_until_"YYYY_MM');
    t record; v record; i record; g record;
    whole regclass; views text[];
BEGIN
    FOR t IN SELECT * FROM (VALUES ('landing', 'drop_items', 'read_on', 'load_id, item_id, read_on'),
                                   ('history', 'articles', 'valid_to', 'article_id, valid_to'),
                                   ('history', 'events', 'valid_to', 'event_id, valid_to')) AS x (schema, name, column_name, key) LOOP
        whole := format('%I.%I', t.schema, t.name)::regclass;
        EXECUTE format('ALTER TABLE %s RENAME TO %I', whole, t.name || suffix);
        EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING CONSTRAINTS INCLUDING COMMENTS INCLUDING COMPRESSION) PARTITION BY RANGE (%I)',
                       t.schema, t.name, whole, t.column_name);
        EXECUTE format('COMMENT ON TABLE %I.%I IS %L', t.schema, t.name, obj_description(whole, 'pg_class') || ' Kept by month.');
        FOR i IN SELECT c.relname, pg_get_indexdef(c.oid) AS said, x.indisprimary FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
                 WHERE x.indrelid = whole ORDER BY x.indisprimary DESC LOOP
            EXECUTE format('ALTER INDEX %I.%I RENAME TO %I', t.schema, i.relname, i.relname || suffix);
            EXECUTE CASE WHEN i.indisprimary THEN format('ALTER TABLE %I.%I ADD CONSTRAINT %I PRIMARY KEY (%s)', t.schema, t.name, i.relname, t.key)
                         ELSE replace(i.said, t.name || suffix, t.name) END;
        END LOOP;
        EXECUTE format('ALTER TABLE %I.%I ATTACH PARTITION %s FOR VALUES FROM (MINVALUE) TO (%L)', t.schema, t.name, whole, next_month);
        -- Views go on reading the whole; rights are given on it and taken from the part.
        FOR v IN SELECT DISTINCT w.ev_class::regclass AS name, pg_get_viewdef(w.ev_class) AS said
                 FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid
                 WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = whole AND w.ev_class <> whole LOOP
            EXECUTE format('CREATE OR REPLACE VIEW %s AS %s', v.name, replace(v.said, t.name || suffix, t.name));
        END LOOP;
        FOR g IN SELECT a.grantee::regrole AS grantee, string_agg(a.privilege_type, ', ') AS rights
                 FROM pg_class c CROSS JOIN aclexplode(c.relacl) AS a WHERE c.oid = whole AND a.grantee <> c.relowner GROUP BY 1 LOOP
            EXECUTE format('GRANT %s ON %I.%I TO %s', g.rights, t.schema, t.name, g.grantee);
            EXECUTE format('REVOKE %s ON %s FROM %s', g.rights, whole, g.grantee);
        END LOOP;
    END LOOP;
END $$;
ALTER TABLE landing.drop_items
    ADD FOREIGN KEY (load_id) REFERENCES ops.loads ON DELETE CASCADE,
    ADD FOREIGN KEY (file_id) REFERENCES landing.drop_files;
GRANT UPDATE (superseded_by) ON history.events TO dropwire_loader;

CREATE FUNCTION ops.parts_by_month(OUT whole regclass, OUT part regclass, OUT since date, OUT until date) RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.inhparent::regclass, c.oid::regclass, left(substring(b.bounds FROM 'FROM \(''([^'']+)'), 10)::date,
           left(substring(b.bounds FROM 'TO \(''([^'']+)'), 10)::date
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition AND c.relkind = 'r'
    CROSS JOIN LATERAL pg_get_expr(c.relpartbound, c.oid) AS b (bounds)
    WHERE i.inhparent IN ('landing.drop_items'::regclass, 'history.articles'::regclass, 'history.events'::regclass)
    ORDER BY 1, 4
$$;
COMMENT ON FUNCTION ops.parts_by_month IS 'The tables kept by month, their parts, the day each begins with (null: no day) and the day it ends before.';

CREATE FUNCTION ops.make_months(ahead integer DEFAULT 3, today date DEFAULT current_date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    month date; kept text; part text; made integer := 0;
BEGIN
    FOR month IN SELECT generate_series(date_trunc('month', today), date_trunc('month', today) + make_interval(months => ahead), '1 month') LOOP
        FOREACH kept IN ARRAY ARRAY['landing.drop_items', 'history.articles', 'history.events'] LOOP
            part := kept || to_char(month, '"_"YYYY_MM');
            CONTINUE WHEN to_regclass(part) IS NOT NULL;
            PERFORM pg_advisory_xact_lock(hashtext('ops.make_months'));
            CONTINUE WHEN to_regclass(part) IS NOT NULL
                OR EXISTS (SELECT FROM ops.parts_by_month() p WHERE p.whole = kept::regclass
                              AND p.until > month AND coalesce(p.since <= month, true));
            -- made apart and then attached: nobody who reads or writes these tables waits for it
            EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL)', part, kept);
            EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)', kept, part, month, (month + interval '1 month')::date);
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;
COMMENT ON FUNCTION ops.make_months IS 'Make the parts of this month and the next ones, where they are missing; every load does. Returns how many it made.';

CREATE FUNCTION ops.drop_months(before date) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE p record; name text;
BEGIN
    IF before > current_date - 90 THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%s is too near: the last 90 days are needed to work', before);
    END IF;
    FOR p IN SELECT * FROM ops.parts_by_month() WHERE until <= before LOOP
        name := p.part;
        EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', p.whole, name);
        EXECUTE format('DROP TABLE %s', name);
        RETURN NEXT name;
    END LOOP;
END $$;
COMMENT ON FUNCTION ops.drop_months IS 'Let go of the accounts of items and of earlier versions up to that day, whole months at a time; for the owner. Loads keep their sums, news is untouched; items of these loads are read in full when read again.';
REVOKE EXECUTE ON FUNCTION ops.make_months, ops.drop_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.make_months TO dropwire_loader;
SELECT ops.make_months();
