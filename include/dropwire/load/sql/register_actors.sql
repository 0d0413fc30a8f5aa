WITH given (name, sector, country) AS (
    SELECT * FROM unnest(%(names)s::text[], %(sectors)s::text[], %(countries)s::text[])
), dropped AS (
    DELETE FROM news.actor_register WHERE name NOT IN (SELECT name FROM given)
)
INSERT INTO news.actor_register AS t (name, sector, country)
SELECT name, sector, country FROM given
ON CONFLICT (name) DO UPDATE SET sector = excluded.sector, country = excluded.country
WHERE (t.sector, t.country) IS DISTINCT FROM (excluded.sector, excluded.country)
