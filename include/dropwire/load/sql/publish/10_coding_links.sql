-- Which codings may be one event (docs/codebook.md): compatible types, places within the precisions of both, days that
-- overlap, sides that do not contradict each other. Found by place, by cell and by province; then compared.
CREATE TEMP TABLE pub_probes ON COMMIT DROP AS
SELECT c.coding_id, c.location_id, c.country, c.admin1, c.geo_precision, y.other AS type, w.is_exact, w.first_start,
       c.date_start - 1 AS first_end, c.date_end + 1 AS last_start,
       ARRAY[c.cell - 1441, c.cell - 1440, c.cell - 1439, c.cell - 1, c.cell, c.cell + 1, c.cell + 1439, c.cell + 1440,
             c.cell + 1441] AS cells
FROM pub_touched_codings t
CROSS JOIN LATERAL (SELECT * FROM news.codings WHERE coding_id = t.coding_id OFFSET 0) AS c
JOIN news.compatible_types y ON y.type = c.type AND y.same_event
JOIN news.event_types o ON o.type = y.other
CROSS JOIN LATERAL (VALUES (true, c.date_start - 1),
                           (false, c.date_start - CASE WHEN o.repeats THEN 8 ELSE 32 END)) AS w (is_exact, first_start);

-- OFFSET 0: each probe is a few steps down an index. The planner, left free, joins whole months of the warehouse.
CREATE TEMP TABLE pub_candidates ON COMMIT DROP AS
SELECT p.coding_id, near.coding_id AS other_id
FROM pub_probes p
CROSS JOIN LATERAL (
    SELECT o.coding_id FROM news.codings o
    WHERE o.location_id = p.location_id AND o.type = p.type AND o.is_exact = p.is_exact
      AND o.date_start BETWEEN p.first_start AND p.last_start AND o.date_end >= p.first_end OFFSET 0) AS near
UNION
SELECT p.coding_id, near.coding_id
FROM pub_probes p
CROSS JOIN LATERAL (
    SELECT o.coding_id FROM news.codings o
    WHERE o.cell = ANY (p.cells) AND o.type = p.type AND o.is_exact = p.is_exact AND o.geo_precision <= 2
      AND o.date_start BETWEEN p.first_start AND p.last_start AND o.date_end >= p.first_end OFFSET 0) AS near
WHERE p.geo_precision <= 2
UNION
SELECT p.coding_id, near.coding_id
FROM pub_probes p
CROSS JOIN LATERAL (
    SELECT o.coding_id FROM news.codings o
    WHERE o.country = p.country AND o.admin1 = p.admin1 AND o.type = p.type AND o.is_exact = p.is_exact
      AND o.date_start BETWEEN p.first_start AND p.last_start AND o.date_end >= p.first_end OFFSET 0) AS near
WHERE p.geo_precision = 3
UNION
SELECT p.coding_id, near.coding_id
FROM pub_probes p
CROSS JOIN LATERAL (
    SELECT o.coding_id FROM news.codings o
    WHERE o.country = p.country AND o.admin1 = p.admin1 AND o.type = p.type AND NOT o.is_exact AND o.geo_precision = 3
      AND o.date_start BETWEEN p.first_start AND p.last_start AND o.date_end >= p.first_end OFFSET 0) AS near
WHERE p.geo_precision <= 2 AND NOT p.is_exact;
DELETE FROM pub_candidates WHERE other_id = coding_id;
ANALYZE pub_candidates;

CREATE TEMP TABLE pub_coding_links ON COMMIT DROP AS
SELECT a.coding_id, b.coding_id AS other_id,
       1000 * (a.type <> b.type)::integer
       + 100 * CASE WHEN a.location_id = b.location_id THEN 0 WHEN greatest(a.geo_precision, b.geo_precision) <= 2 THEN 1 ELSE 2 END
       + 10 * CASE WHEN (a.date_start, a.date_end) = (b.date_start, b.date_end) THEN 0 WHEN gap <= 0 THEN 1 ELSE 2 END
       + 4 - 2 * coalesce(a.actor1 = b.actor1, false)::integer - 2 * coalesce(a.actor2 = b.actor2, false)::integer AS cost
FROM pub_candidates p
CROSS JOIN LATERAL (SELECT * FROM news.codings WHERE coding_id = p.coding_id OFFSET 0) AS a
CROSS JOIN LATERAL (SELECT * FROM news.codings WHERE coding_id = p.other_id OFFSET 0) AS b
JOIN news.event_types ya ON ya.type = a.type
JOIN news.event_types yb ON yb.type = b.type
CROSS JOIN LATERAL (
    SELECT greatest(a.date_start - b.date_end, b.date_start - a.date_end) AS gap,
           111.2 * sqrt((a.lat - b.lat) ^ 2 + ((a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))) ^ 2) AS km,
           CASE WHEN greatest(a.geo_precision, b.geo_precision) = 2 THEN 15
                WHEN ya.repeats AND yb.repeats THEN 5 ELSE 2 END AS within_km) AS measured
WHERE (a.location_id = b.location_id
       OR greatest(a.geo_precision, b.geo_precision) <= 2 AND km <= within_km
       OR greatest(a.geo_precision, b.geo_precision) = 3 AND (a.country, a.admin1) = (b.country, b.admin1))
  -- days adjoin only where a report may be a day off, and the happening is no other of the next day
  AND (gap <= 0 OR gap = 1 AND greatest(a.slack, b.slack) = 1 AND (NOT (ya.repeats OR yb.repeats) OR a.tolls && b.tolls))
  AND ((a.names1 = '{}' OR b.names1 = '{}' OR a.names1 && b.accepts1 OR a.accepts1 && b.names1)
       AND (a.names2 = '{}' OR b.names2 = '{}' OR a.names2 && b.accepts2 OR a.accepts2 && b.names2)
       -- who attacked whom is told either way of a clash
       OR a.type = 'battle.armed_clash' AND b.type = a.type
       AND (a.names1 && b.accepts2 OR a.accepts1 && b.names2) AND (a.names2 && b.accepts1 OR a.accepts2 && b.names1))
  -- an article that tells both tells two events
  AND NOT EXISTS (SELECT FROM news.event_reports ra
                  JOIN news.event_reports rb USING (article_id)
                  JOIN news.articles told USING (article_id)
                  WHERE ra.coding_id = a.coding_id AND rb.coding_id = b.coding_id AND told.is_canonical);

DELETE FROM news.coding_links l USING pub_touched_codings t WHERE t.coding_id = l.coding_id;
DELETE FROM news.coding_links l USING pub_unlinked u WHERE (u.coding_id, u.touched_id) = (l.coding_id, l.other_id);
INSERT INTO news.coding_links
SELECT coding_id, other_id, cost FROM pub_coding_links
UNION
SELECT other_id, coding_id, cost FROM pub_coding_links;
ANALYZE pub_touched_codings;

-- Clusters are made anew for whatever can be reached from a touched coding: first among the exact ones.
CREATE TEMP TABLE pub_clusters (
    coding_id uuid PRIMARY KEY, rank bigint, leader_id uuid, is_new boolean NOT NULL DEFAULT false
) ON COMMIT DROP;
WITH RECURSIVE reached (coding_id) AS (
    SELECT c.coding_id
    FROM (SELECT coding_id FROM pub_touched_codings UNION
          SELECT coding_id FROM pub_unlinked UNION
          SELECT other_id FROM pub_coding_links) AS t
    CROSS JOIN LATERAL (SELECT coding_id FROM news.codings WHERE coding_id = t.coding_id AND is_exact OFFSET 0) AS c
    UNION
    SELECT o.coding_id
    FROM reached
    CROSS JOIN LATERAL (SELECT other_id FROM news.coding_links WHERE coding_id = reached.coding_id OFFSET 0) AS l
    CROSS JOIN LATERAL (SELECT coding_id FROM news.codings WHERE coding_id = l.other_id AND is_exact OFFSET 0) AS o
)
INSERT INTO pub_clusters (coding_id, rank)
SELECT coding_id, row_number() OVER (ORDER BY geo_precision, num_nulls(actor1, actor2), first_told, coding_id)
FROM (SELECT c.*
      FROM reached
      CROSS JOIN LATERAL (SELECT * FROM news.codings WHERE coding_id = reached.coding_id OFFSET 0) AS c) AS found;
ANALYZE pub_clusters;
