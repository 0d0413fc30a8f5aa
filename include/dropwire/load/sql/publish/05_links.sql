-- Pairs of originals that belong to one story, renewed for every touched article (the rule: link/stories.py).
ANALYZE pub_touched_articles;
CREATE TEMP TABLE pub_links (LIKE news.article_links INCLUDING INDEXES) ON COMMIT DROP;

INSERT INTO pub_links
SELECT article_id, other_id, 'text', score
FROM (
    SELECT p.article_id, p.other_id,
           (SELECT count(*) FILTER (WHERE x = y)::float8 / count(*)
            FROM unnest(s1.signature, s2.signature) AS pair (x, y)) AS score
    FROM (SELECT DISTINCT b1.article_id, b2.article_id AS other_id
          FROM pub_touched_articles t
          JOIN news.articles a1 ON a1.article_id = t.article_id AND a1.is_canonical
          JOIN news.text_bands b1 ON b1.article_id = t.article_id
          JOIN news.text_bands b2 ON b2.band = b1.band AND b2.article_id <> b1.article_id
          JOIN news.articles a2 ON a2.article_id = b2.article_id AND a2.is_canonical) p
    JOIN news.text_signatures s1 ON s1.article_id = p.article_id
    JOIN news.text_signatures s2 ON s2.article_id = p.other_id
) AS measured
WHERE score >= %(near_text)s;

-- Events both tell: compatible types, days that agree, the same place or one within 15 km, sides that do not contradict.
CREATE TEMP TABLE pub_recognisable ON COMMIT DROP AS
SELECT r.*, y.other AS other_type
FROM news.event_reports r
JOIN news.compatible_types y ON y.type = r.type
JOIN pub_touched_articles t ON t.article_id = r.article_id
JOIN news.articles a ON a.article_id = r.article_id
WHERE a.is_canonical AND r.recognisable;
ANALYZE pub_recognisable;

-- OFFSET 0: each is a few steps down an index. The planner, left free, joins the whole warehouse.
CREATE TEMP TABLE pub_shared ON COMMIT DROP AS
WITH pairs AS (
    SELECT r1.article_id, r1.event_no, o.article_id AS other_id, o.event_no AS other_no
    FROM pub_recognisable r1
    CROSS JOIN LATERAL (
        SELECT r2.article_id, r2.event_no FROM news.event_reports r2
        WHERE r2.location_id = r1.location_id AND r2.type = r1.other_type
          AND r2.date_start BETWEEN r1.date_start - 7 AND r1.date_end AND r2.date_end >= r1.date_start
          AND (r1.actor1 = r2.actor1 OR r1.actor1 IS NULL OR r2.actor1 IS NULL
               OR r1.actor1 = ANY (r2.assoc_actor1) OR r2.actor1 = ANY (r1.assoc_actor1))
          AND (r1.actor2 = r2.actor2 OR r1.actor2 IS NULL OR r2.actor2 IS NULL
               OR r1.actor2 = ANY (r2.assoc_actor2) OR r2.actor2 = ANY (r1.assoc_actor2))
          AND r2.recognisable AND r2.article_id <> r1.article_id OFFSET 0) AS o
    UNION
    SELECT r1.article_id, r1.event_no, o.article_id, o.event_no
    FROM pub_recognisable r1
    CROSS JOIN LATERAL (
        SELECT r2.article_id, r2.event_no FROM news.event_reports r2
        WHERE r2.type = r1.other_type AND r2.belt = ANY (ARRAY[r1.belt - 1, r1.belt, r1.belt + 1])
          AND abs(r2.lat - r1.lat) <= 0.14 AND abs(r2.lon - r1.lon) * cos(radians(r1.lat)) <= 0.14
          AND r2.date_start BETWEEN r1.date_start - 7 AND r1.date_end AND r2.date_end >= r1.date_start
          AND (r1.actor1 = r2.actor1 OR r1.actor1 IS NULL OR r2.actor1 IS NULL
               OR r1.actor1 = ANY (r2.assoc_actor1) OR r2.actor1 = ANY (r1.assoc_actor1))
          AND (r1.actor2 = r2.actor2 OR r1.actor2 IS NULL OR r2.actor2 IS NULL
               OR r1.actor2 = ANY (r2.assoc_actor2) OR r2.actor2 = ANY (r1.assoc_actor2))
          AND r2.recognisable AND r2.article_id <> r1.article_id OFFSET 0) AS o
)
SELECT p.article_id, p.other_id, least(count(DISTINCT p.event_no), count(DISTINCT p.other_no)) AS n
FROM pairs p JOIN news.articles a ON a.article_id = p.other_id AND a.is_canonical
GROUP BY p.article_id, p.other_id;

INSERT INTO pub_links
SELECT article_id, other_id, 'events', n
FROM pub_shared s
WHERE n >= 2
   OR 3 * n >= (SELECT count(*) FROM news.event_reports r WHERE r.article_id = s.article_id AND r.recognisable)
   OR 3 * n >= (SELECT count(*) FROM news.event_reports r WHERE r.article_id = s.other_id AND r.recognisable);

INSERT INTO pub_links
SELECT other_id, article_id, kind, score FROM pub_links
ON CONFLICT DO NOTHING;
