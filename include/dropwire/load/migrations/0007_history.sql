-- History in system time: what news said before. Whatever alters a row of news gives it a new valid_from; the row as it
-- was then goes to the table of the same name here, by one statement for all rows a statement altered.
CREATE SCHEMA history;
COMMENT ON SCHEMA history IS 'What news said before: every version that a later one replaced, and the feed of changes.';
GRANT USAGE ON SCHEMA history TO dropwire_loader, dropwire_reader;

-- An event's row says all of it, so that its versions do: who stood with each side, too.
ALTER TABLE news.events ADD assoc_actor1 text[] NOT NULL DEFAULT '{}', ADD assoc_actor2 text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN news.events.assoc_actor1 IS 'Who acted with actor1, by name.';
COMMENT ON COLUMN news.events.assoc_actor2 IS 'Who was acted upon with actor2, by name.';
UPDATE news.events e
SET assoc_actor1 = a.names1, assoc_actor2 = a.names2
FROM (SELECT event_id, coalesce(array_agg(name ORDER BY name) FILTER (WHERE side = 1), '{}') AS names1,
             coalesce(array_agg(name ORDER BY name) FILTER (WHERE side = 2), '{}') AS names2
      FROM news.event_actors JOIN news.actors USING (actor_id) WHERE role = 'associated' GROUP BY event_id) AS a
WHERE a.event_id = e.event_id;

ALTER TABLE ops.loads ADD published_at timestamptz;
COMMENT ON COLUMN ops.loads.published_at IS 'When it was first published: valid_from of the rows it brought in then.';
UPDATE ops.loads SET published_at = finished_at WHERE status = 'published';

COMMENT ON COLUMN news.articles.load_id IS 'Load that brought in this version.';
COMMENT ON COLUMN news.articles.valid_from IS 'When this version was published. The same text found again in a later drop is no new version.';
COMMENT ON COLUMN news.articles.file IS 'Path of the latest drop this version came in, relative to the inbox.';

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['sources', 'locations', 'actors'] LOOP
        EXECUTE format('ALTER TABLE news.%I ADD load_id bigint REFERENCES ops.loads, ADD valid_from timestamptz NOT NULL DEFAULT now()', t);
        EXECUTE format('COMMENT ON COLUMN news.%I.load_id IS ''Load that last altered this row.''', t);
        EXECUTE format('COMMENT ON COLUMN news.%I.valid_from IS ''When this version of the row was published.''', t);
    END LOOP;
END $$;

CREATE FUNCTION history.keep() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE loading bigint := nullif(current_setting('dropwire.load_id', true), '');
BEGIN
    -- A row altered twice in one transaction is one new version: only what stood before the transaction is kept.
    IF TG_OP = 'UPDATE' THEN
        EXECUTE format('INSERT INTO history.%1$I SELECT n.valid_from, $1, o.* FROM old_rows o JOIN new_rows n USING (%2$I) WHERE o.valid_from < n.valid_from',
                       TG_TABLE_NAME, TG_ARGV[0]) USING loading;
    ELSE
        EXECUTE format('INSERT INTO history.%1$I SELECT now(), $1, o.* FROM old_rows o WHERE o.valid_from < now()',
                       TG_TABLE_NAME) USING loading;
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION history.keep IS 'Trigger: keep the versions a statement replaced or removed.';

DO $$
DECLARE t record;
BEGIN
    FOR t IN SELECT * FROM (VALUES ('articles', 'article_id'), ('events', 'event_id'),
                                   ('sources', 'source_id'), ('locations', 'location_id')) AS v (name, key) LOOP
        -- The columns of history come first, so that both tables can be given new columns at their ends.
        EXECUTE format('CREATE TABLE history.%I (valid_to timestamptz NOT NULL, ended_by bigint, LIKE news.%I INCLUDING COMMENTS INCLUDING COMPRESSION)', t.name, t.name);
        EXECUTE format('ALTER TABLE history.%I ADD PRIMARY KEY (%I, valid_to)', t.name, t.key);
        EXECUTE format('CREATE INDEX %I ON history.%I (valid_to)', t.name || '_ended', t.name);
        EXECUTE format('COMMENT ON TABLE history.%I IS ''Earlier versions of news.%I.''', t.name, t.name);
        EXECUTE format('COMMENT ON COLUMN history.%I.valid_to IS ''When a later version replaced this one, or the row was removed.''', t.name);
        EXECUTE format('COMMENT ON COLUMN history.%I.ended_by IS ''Load that replaced or removed it; null when a person did.''', t.name);
        EXECUTE format('CREATE TRIGGER keep_changed AFTER UPDATE ON news.%I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION history.keep(%L)', t.name, t.key);
        EXECUTE format('CREATE TRIGGER keep_removed AFTER DELETE ON news.%I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION history.keep(%L)', t.name, t.key);
    END LOOP;
END $$;
ALTER TABLE history.events ADD superseded_by uuid;
COMMENT ON COLUMN history.events.superseded_by IS 'Event that tells now what this one told, where its mentions moved there; null when it was changed or dropped.';

DO $$
DECLARE t record; kept text;
BEGIN
    FOR t IN SELECT * FROM (VALUES ('articles', 'article', ''), ('events', 'event', ', NULL::uuid AS superseded_by'),
                                   ('sources', 'source', ''), ('locations', 'location', '')) AS v (name, one, extra) LOOP
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO kept FROM pg_attribute
        WHERE attrelid = format('news.%I', t.name)::regclass AND attnum > 0 AND NOT attisdropped;
        EXECUTE format('CREATE VIEW history.%I AS SELECT %s, NULL::timestamptz AS valid_to, NULL::bigint AS ended_by%s FROM news.%I UNION ALL SELECT %s, valid_to, ended_by%s FROM history.%I',
                       t.one || '_versions', kept, t.extra, t.name, kept, CASE t.extra WHEN '' THEN '' ELSE ', superseded_by' END, t.name);
        EXECUTE format('COMMENT ON VIEW history.%I IS ''Every version of news.%I, the present one with valid_to null.''', t.one || '_versions', t.name);
    END LOOP;
END $$;

CREATE FUNCTION news.articles_as_of(at timestamptz) RETURNS SETOF history.article_versions
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000 AS $$
    SELECT * FROM history.article_versions WHERE valid_from <= at AND (valid_to > at OR valid_to IS NULL)
$$;
COMMENT ON FUNCTION news.articles_as_of IS 'news.articles as the warehouse had it at that moment. The latest drop that brought a version is told, not the one of that moment.';

CREATE FUNCTION news.events_as_of(at timestamptz) RETURNS SETOF history.event_versions
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000 AS $$
    SELECT * FROM history.event_versions WHERE valid_from <= at AND (valid_to > at OR valid_to IS NULL)
$$;
COMMENT ON FUNCTION news.events_as_of IS 'news.events as the warehouse had it at that moment.';

CREATE INDEX articles_valid_from ON news.articles (valid_from);
CREATE INDEX events_valid_from ON news.events (valid_from);

-- The kind of a change shows in its neighbours: a version that begins where another ended has changed, one that ends
-- where none begins was removed.
CREATE VIEW history.changes AS
SELECT v.valid_from AS changed_at, v.load_id, 'articles' AS table_name, v.article_id AS key,
       CASE WHEN EXISTS (SELECT FROM history.articles h WHERE (h.article_id, h.valid_to) = (v.article_id, v.valid_from))
            THEN 'changed' ELSE 'added' END AS change, NULL::uuid AS superseded_by
FROM history.article_versions v
UNION ALL
SELECT h.valid_to, h.ended_by, 'articles', h.article_id, 'removed', NULL
FROM history.articles h
WHERE NOT EXISTS (SELECT FROM history.article_versions v WHERE (v.article_id, v.valid_from) = (h.article_id, h.valid_to))
UNION ALL
SELECT v.valid_from, v.load_id, 'events', v.event_id,
       CASE WHEN EXISTS (SELECT FROM history.events h WHERE (h.event_id, h.valid_to) = (v.event_id, v.valid_from))
            THEN 'changed' ELSE 'added' END, NULL
FROM history.event_versions v
UNION ALL
SELECT h.valid_to, h.ended_by, 'events', h.event_id, 'removed', h.superseded_by
FROM history.events h
WHERE NOT EXISTS (SELECT FROM history.event_versions v WHERE (v.event_id, v.valid_from) = (h.event_id, h.valid_to))
UNION ALL
SELECT v.valid_from, v.load_id, 'sources', v.source_id,
       CASE WHEN EXISTS (SELECT FROM history.sources h WHERE (h.source_id, h.valid_to) = (v.source_id, v.valid_from))
            THEN 'changed' ELSE 'added' END, NULL
FROM history.source_versions v
UNION ALL
SELECT v.valid_from, v.load_id, 'locations', v.location_id,
       CASE WHEN EXISTS (SELECT FROM history.locations h WHERE (h.location_id, h.valid_to) = (v.location_id, v.valid_from))
            THEN 'changed' ELSE 'added' END, NULL
FROM history.location_versions v
UNION ALL
SELECT valid_from, load_id, 'actors', actor_id, 'added', NULL FROM news.actors;
COMMENT ON VIEW history.changes IS 'Every change of news, for a copy that follows: remember the greatest changed_at taken and ask for what is later. Reports, mentions and removed spans change with their article, event_actors with their event.';
COMMENT ON COLUMN history.changes.changed_at IS 'When it was published; ascending in the order of publication.';
COMMENT ON COLUMN history.changes.load_id IS 'Load that made the change.';
COMMENT ON COLUMN history.changes.table_name IS 'Table of news: articles, events, sources, locations or actors.';
COMMENT ON COLUMN history.changes.key IS 'Key of the row in that table.';
COMMENT ON COLUMN history.changes.change IS 'added, changed or removed.';
COMMENT ON COLUMN history.changes.superseded_by IS 'For a removed event: the event its mentions moved to.';

CREATE FUNCTION news.changes_since(load_id bigint) RETURNS SETOF history.changes
LANGUAGE sql STABLE ROWS 10000 AS $$
    SELECT * FROM history.changes
    WHERE changed_at > coalesce((SELECT l.published_at FROM ops.loads l WHERE l.load_id = $1), '-infinity')
$$;
COMMENT ON FUNCTION news.changes_since IS 'What was published after this load first was; everything when it never was (such as load 0). Loads are published in an order of their own: see changed_at.';

DO $$
DECLARE v record;
BEGIN
    FOR v IN SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
             WHERE c.relkind = 'v' AND c.relnamespace = 'history'::regnamespace AND c.relname LIKE '%\_versions' LOOP
        EXECUTE format('COMMENT ON COLUMN history.%I.%I IS %L', v.relname, v.attname, CASE v.attname
            WHEN 'valid_to' THEN 'When a later version replaced this one, or the row was removed; null while it stands.'
            WHEN 'ended_by' THEN 'Load that replaced or removed it.'
            ELSE (SELECT col_description(a.attrelid, a.attnum) FROM pg_attribute a
                  WHERE a.attrelid = format('history.%I', replace(v.relname, '_versions', 's'))::regclass AND a.attname = v.attname) END);
    END LOOP;
END $$;

GRANT SELECT ON ALL TABLES IN SCHEMA history TO dropwire_loader, dropwire_reader;
GRANT UPDATE (superseded_by) ON history.events TO dropwire_loader; -- and nothing else: history is written by its trigger
REVOKE EXECUTE ON FUNCTION history.keep FROM PUBLIC;
