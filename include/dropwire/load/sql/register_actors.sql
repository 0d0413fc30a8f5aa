WITH given (name, sector, country, predecessor) AS (
    SELECT * FROM unnest(%(names)s::text[], %(sectors)s::text[], %(countries)s::text[], %(predecessors)s::text[])
), dropped AS (
    DELETE FROM news.actor_register WHERE name NOT IN (SELECT name FROM given)
)
INSERT INTO news.actor_register AS t (name, sector, country, predecessor)
SELECT name, sector, country, predecessor FROM given
ON CONFLICT (name) DO UPDATE
SET sector = excluded.sector, country = excluded.country, predecessor = excluded.predecessor
WHERE (t.sector, t.country, t.predecessor) IS DISTINCT FROM (excluded.sector, excluded.country, excluded.predecessor)
