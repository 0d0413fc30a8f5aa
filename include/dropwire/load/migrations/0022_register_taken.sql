-- Events are put together by what the register of actors says of their sides. Where it says something else later, what
-- was coded with those names is put together anew, by the next load that is published.
CREATE VIEW news.actor_origins AS
WITH RECURSIVE lineage (name, origin, depth) AS (
    SELECT name, coalesce(predecessor, name), 0 FROM news.actor_register
    UNION ALL
    SELECT l.name, g.predecessor, depth + 1
    FROM lineage l JOIN news.actor_register g ON g.name = l.origin
    WHERE g.predecessor IS NOT NULL AND depth < 9
)
SELECT DISTINCT ON (g.name) g.name, g.sector, g.country, l.origin
FROM lineage l JOIN news.actor_register g USING (name) ORDER BY g.name, l.depth DESC;
COMMENT ON VIEW news.actor_origins IS 'The register of actors with the first of each line of predecessors: all names of a line are one side.';
COMMENT ON COLUMN news.actor_origins.name IS 'As in news.actor_register.';
COMMENT ON COLUMN news.actor_origins.sector IS 'As in news.actor_register.';
COMMENT ON COLUMN news.actor_origins.country IS 'As in news.actor_register.';
COMMENT ON COLUMN news.actor_origins.origin IS 'The first of its line; itself when it has no predecessor.';
GRANT SELECT ON news.actor_origins TO dropwire_loader, dropwire_reader;

CREATE TABLE ops.register_taken (
    name    text PRIMARY KEY,
    sector  text NOT NULL,
    country text,
    origin  text NOT NULL
);
COMMENT ON TABLE ops.register_taken IS 'What news.actor_origins said when events were last put together.';
COMMENT ON COLUMN ops.register_taken.name IS 'The actor.';
COMMENT ON COLUMN ops.register_taken.sector IS 'What it is.';
COMMENT ON COLUMN ops.register_taken.country IS 'The country it belongs to.';
COMMENT ON COLUMN ops.register_taken.origin IS 'The first of its line of predecessors.';
INSERT INTO ops.register_taken SELECT name, sector, country, origin FROM news.actor_origins;
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.register_taken TO dropwire_loader;
GRANT SELECT ON ops.register_taken TO dropwire_reader;
