-- What the open articles that were not asked yet are linked to (the rule: link/stories.py).
TRUNCATE pub_asked, pub_recognisable, pub_shared;
INSERT INTO pub_asked SELECT article_id FROM pub_stories WHERE NOT is_linked;
UPDATE pub_stories SET is_linked = true WHERE NOT is_linked;
ANALYZE pub_asked;

-- Events both tell: compatible types, days that agree, the same place or one within 15 km, sides that do not contradict.
INSERT INTO pub_recognisable
SELECT r.*, y.others, 0.14 / cos(radians(least(abs(r.lat) + 0.14, 89.9)))
FROM pub_asked q
CROSS JOIN LATERAL (SELECT * FROM news.event_reports WHERE article_id = q.article_id AND recognisable OFFSET 0) AS r
JOIN (SELECT type, array_agg(other) AS others FROM news.compatible_types GROUP BY type) AS y ON y.type = r.type;
ANALYZE pub_recognisable;

-- OFFSET 0: each is a few steps down two indexes. The planner, left free, joins the whole warehouse.
INSERT INTO pub_shared
SELECT r1.article_id, r2.article_id, least(count(DISTINCT r1.event_no), count(DISTINCT r2.event_no))
FROM pub_recognisable r1
CROSS JOIN LATERAL (
    SELECT r.article_id, r.event_no, r.date_end, r.actor1, r.actor2, r.assoc_actor1, r.assoc_actor2
    FROM news.event_reports r
    WHERE r.recognisable AND r.location_id = r1.location_id AND r.type = ANY (r1.other_types)
      AND r.date_start BETWEEN r1.date_start - 7 AND r1.date_end
    UNION ALL
    SELECT r.article_id, r.event_no, r.date_end, r.actor1, r.actor2, r.assoc_actor1, r.assoc_actor2
    FROM news.event_reports r
    WHERE r.recognisable AND r.belt = ANY (ARRAY[r1.belt - 1, r1.belt, r1.belt + 1]) AND r.type = ANY (r1.other_types)
      AND r.date_start BETWEEN r1.date_start - 7 AND r1.date_end AND r.lon BETWEEN r1.lon - r1.width AND r1.lon + r1.width
      AND abs(r.lat - r1.lat) <= 0.14 AND abs(r.lon - r1.lon) * cos(radians((r1.lat + r.lat) / 2)) <= 0.14
    OFFSET 0) AS r2
WHERE r2.article_id <> r1.article_id AND r2.date_end >= r1.date_start
  AND (r1.actor1 = r2.actor1 OR r1.actor1 IS NULL OR r2.actor1 IS NULL
       OR r1.actor1 = ANY (r2.assoc_actor1) OR r2.actor1 = ANY (r1.assoc_actor1))
  AND (r1.actor2 = r2.actor2 OR r1.actor2 IS NULL OR r2.actor2 IS NULL
       OR r1.actor2 = ANY (r2.assoc_actor2) OR r2.actor2 = ANY (r1.assoc_actor2))
GROUP BY r1.article_id, r2.article_id;
ANALYZE pub_shared;

INSERT INTO pub_links
WITH tells AS MATERIALIZED (
    SELECT t.article_id, count(*) AS n
    FROM (SELECT article_id FROM pub_shared UNION SELECT other_id FROM pub_shared) AS t
    CROSS JOIN LATERAL (SELECT FROM news.event_reports WHERE article_id = t.article_id AND recognisable OFFSET 0) AS r
    GROUP BY t.article_id
), alike AS MATERIALIZED ( -- each pair is compared once, also where both are asked
    SELECT p.one_id, p.two_id,
           (SELECT count(*) FILTER (WHERE x = y)::float8 / count(*)
            FROM unnest(s1.signature, s2.signature) AS pair (x, y)) AS score
    FROM (SELECT DISTINCT least(b1.article_id, b2.article_id) AS one_id, greatest(b1.article_id, b2.article_id) AS two_id
          FROM pub_asked q
          CROSS JOIN LATERAL (SELECT * FROM news.text_bands WHERE article_id = q.article_id OFFSET 0) AS b1
          CROSS JOIN LATERAL (SELECT article_id FROM news.text_bands
                              WHERE band = b1.band AND article_id <> b1.article_id OFFSET 0) AS b2) AS p
    CROSS JOIN LATERAL (SELECT signature FROM news.text_signatures WHERE article_id = p.one_id OFFSET 0) AS s1
    CROSS JOIN LATERAL (SELECT signature FROM news.text_signatures WHERE article_id = p.two_id OFFSET 0) AS s2
), found AS MATERIALIZED (
    SELECT q.article_id, pair.other_id, 'text' AS kind, a.score
    FROM alike a
    CROSS JOIN LATERAL (VALUES (a.one_id, a.two_id), (a.two_id, a.one_id)) AS pair (article_id, other_id)
    JOIN pub_asked q ON q.article_id = pair.article_id
    WHERE a.score >= %(near_text)s
    UNION ALL
    SELECT s.article_id, s.other_id, 'events', s.n
    FROM pub_shared s JOIN tells t USING (article_id) JOIN tells o ON o.article_id = s.other_id
    WHERE s.n >= 2 OR 3 * s.n >= least(t.n, o.n)
), others AS MATERIALIZED (
    SELECT a.article_id, a.story_id, a.first_day, coalesce(a.published_end, a.first_day) AS told
    FROM (SELECT DISTINCT other_id FROM found) AS f
    CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE article_id = f.other_id AND is_canonical OFFSET 0) AS a
)
SELECT l.article_id, l.other_id, l.kind, l.score, o.told, o.first_day, o.story_id,
       (o.told, o.first_day, o.article_id) < (s.told, s.first_day, s.article_id)
FROM found l
JOIN pub_stories s USING (article_id)
JOIN others o ON o.article_id = l.other_id;
ANALYZE pub_links;
