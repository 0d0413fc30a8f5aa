-- The codings of touched articles anew, from the reports of originals; and with which others each may be one event.
INSERT INTO pub_touched_codings
SELECT r.coding_id
FROM pub_touched_articles t
CROSS JOIN LATERAL (SELECT coding_id FROM news.event_reports WHERE article_id = t.article_id OFFSET 0) AS r
EXCEPT SELECT coding_id FROM pub_touched_codings;

-- Names of which the register says something else than when events were last put together: all that bears them, too.
CREATE TEMP TABLE pub_renamed ON COMMIT DROP AS
SELECT name, o.sector, o.country, o.origin
FROM news.actor_origins o FULL JOIN ops.register_taken t USING (name)
WHERE (o.sector, o.country, o.origin) IS DISTINCT FROM (t.sector, t.country, t.origin);
ANALYZE pub_renamed;
INSERT INTO pub_touched_codings
SELECT coding_id FROM news.codings WHERE actor1 IN (SELECT name FROM pub_renamed)
UNION SELECT coding_id FROM news.codings WHERE actor2 IN (SELECT name FROM pub_renamed)
EXCEPT SELECT coding_id FROM pub_touched_codings;
DELETE FROM ops.register_taken WHERE name IN (SELECT name FROM pub_renamed);
INSERT INTO ops.register_taken SELECT name, sector, country, origin FROM pub_renamed WHERE origin IS NOT NULL;
ANALYZE pub_touched_codings;

-- Named places dated within days; a month will do for what happens but once. Each name of a side is looked up once.
CREATE TEMP TABLE pub_codings ON COMMIT DROP AS
SELECT r.coding_id, min(r.type) AS type, min(r.date_start) AS date_start, min(r.date_end) AS date_end,
       min((r.date_basis IN ('report_date', 'document', 'vague'))::integer) AS slack,
       (array_agg(r.location_id))[1] AS location_id,
       (min(ARRAY[r.lat, r.lon]))[1] AS lat, (min(ARRAY[r.lat, r.lon]))[2] AS lon,
       min(r.admin1) AS admin1, min(r.country) AS country, min(r.geo_precision) AS geo_precision,
       min(r.actor1) AS actor1, min(r.actor2) AS actor2,
       coalesce(array_agg(DISTINCT coalesce(r.fatalities, r.fatalities_low, r.fatalities_high))
                FILTER (WHERE coalesce(r.fatalities, r.fatalities_low, r.fatalities_high) > 0), '{}') AS tolls,
       min(coalesce(a.published_end, a.first_day)) AS first_told
FROM pub_touched_codings t
CROSS JOIN LATERAL (SELECT * FROM news.event_reports WHERE coding_id = t.coding_id OFFSET 0) AS r
CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE article_id = r.article_id AND is_canonical OFFSET 0) AS a
JOIN news.event_types y ON y.type = r.type
WHERE r.location_id IS NOT NULL AND r.date_precision NOT IN ('year', 'unknown')
  AND r.date_end - r.date_start <= CASE WHEN y.repeats THEN 7 ELSE 31 END
GROUP BY r.coding_id
HAVING min(r.geo_precision) <= 3;
CREATE INDEX ON pub_codings (coding_id);
ANALYZE pub_codings;

CREATE TEMP TABLE pub_sides ON COMMIT DROP AS
SELECT r.coding_id, s.side, s.name, bool_or(s.leads) AS leads
FROM pub_codings c
CROSS JOIN LATERAL (SELECT * FROM news.event_reports WHERE coding_id = c.coding_id OFFSET 0) AS r
CROSS JOIN LATERAL (SELECT FROM news.articles WHERE article_id = r.article_id AND is_canonical OFFSET 0) AS a
CROSS JOIN LATERAL (
    SELECT 1 AS side, r.actor1 AS name, true AS leads UNION ALL
    SELECT 2, r.actor2, true UNION ALL
    SELECT 1, unnest(r.assoc_actor1), false UNION ALL
    SELECT 2, unnest(r.assoc_actor2), false) AS s
WHERE s.name IS NOT NULL
GROUP BY r.coding_id, s.side, s.name;

CREATE TEMP TABLE pub_names ON COMMIT DROP AS
SELECT s.name, n.names, n.accepts
FROM (SELECT DISTINCT name FROM pub_sides) AS s
LEFT JOIN news.actor_origins g USING (name)
CROSS JOIN LATERAL news.actor_names(s.name, g.sector, g.country, g.origin) AS n;
CREATE INDEX ON pub_names (name);
ANALYZE pub_names;

-- Associates count by their own names only: who fights beside the army is not the army.
CREATE TEMP TABLE pub_side_names ON COMMIT DROP AS
SELECT s.coding_id, s.side, array_agg(DISTINCT k.name ORDER BY k.name) FILTER (WHERE k.is_name) AS names,
       array_agg(DISTINCT k.name ORDER BY k.name) FILTER (WHERE NOT k.is_name) AS accepts
FROM pub_sides s
JOIN pub_names n USING (name)
CROSS JOIN LATERAL (
    SELECT unnest(CASE WHEN s.leads THEN n.names ELSE ARRAY[s.name] END), true UNION ALL
    SELECT unnest(CASE WHEN s.leads THEN n.accepts ELSE ARRAY[s.name] END), false) AS k (name, is_name)
GROUP BY s.coding_id, s.side;
CREATE INDEX ON pub_side_names (coding_id);

-- What was linked to a touched coding before may stand alone now.
CREATE TEMP TABLE pub_unlinked ON COMMIT DROP AS
SELECT l.other_id AS coding_id, l.coding_id AS touched_id
FROM pub_touched_codings t
CROSS JOIN LATERAL (SELECT * FROM news.coding_links WHERE coding_id = t.coding_id OFFSET 0) AS l;
ANALYZE pub_unlinked;

DELETE FROM news.codings c USING pub_touched_codings t
WHERE t.coding_id = c.coding_id AND NOT EXISTS (SELECT FROM pub_codings p WHERE p.coding_id = c.coding_id);

INSERT INTO news.codings AS t (
    coding_id, event_id, leader_id, type, date_start, date_end, slack, location_id, lat, lon, admin1, country,
    geo_precision, actor1, names1, accepts1, actor2, names2, accepts2, tolls, first_told)
SELECT p.coding_id, p.coding_id, p.coding_id, p.type, p.date_start, p.date_end, p.slack, p.location_id, p.lat, p.lon,
       p.admin1, p.country, p.geo_precision, p.actor1, coalesce(s1.names, '{}'), coalesce(s1.accepts, '{}'),
       p.actor2, coalesce(s2.names, '{}'), coalesce(s2.accepts, '{}'), p.tolls, p.first_told
FROM pub_codings p
LEFT JOIN pub_side_names s1 ON s1.coding_id = p.coding_id AND s1.side = 1
LEFT JOIN pub_side_names s2 ON s2.coding_id = p.coding_id AND s2.side = 2
ORDER BY p.coding_id
ON CONFLICT (coding_id) DO UPDATE SET (
    slack, lat, lon, admin1, country, geo_precision, names1, accepts1, names2, accepts2, tolls, first_told) = (
    excluded.slack, excluded.lat, excluded.lon, excluded.admin1, excluded.country, excluded.geo_precision,
    excluded.names1, excluded.accepts1, excluded.names2, excluded.accepts2, excluded.tolls, excluded.first_told)
WHERE (t.slack, t.lat, t.lon, t.admin1, t.country, t.geo_precision, t.names1, t.accepts1, t.names2, t.accepts2, t.tolls, t.first_told)
    IS DISTINCT FROM (
       excluded.slack, excluded.lat, excluded.lon, excluded.admin1, excluded.country, excluded.geo_precision,
       excluded.names1, excluded.accepts1, excluded.names2, excluded.accepts2, excluded.tolls, excluded.first_told);
