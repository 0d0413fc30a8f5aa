-- Pairs of originals that belong to one story, renewed for every touched article (the rule: link/stories.py).
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

INSERT INTO pub_links
WITH told AS (  -- events told as news that happened or are said to have, placed and dated well enough to recognise
    SELECT r.* FROM news.event_reports r JOIN news.articles a USING (article_id)
    WHERE a.is_canonical AND NOT r.background AND r.status IN ('asserted', 'claimed')
      AND r.geo_precision <= 2 AND r.location_id IS NOT NULL AND r.date_end - r.date_start <= %(story_days)s
), n_told AS (
    SELECT article_id, count(*) AS n FROM told GROUP BY article_id
), shared AS (
    SELECT r1.article_id, r2.article_id AS other_id,
           least(count(DISTINCT r1.event_no), count(DISTINCT r2.event_no)) AS n
    FROM told r1
    JOIN pub_touched_articles t ON t.article_id = r1.article_id
    JOIN told r2 ON r2.type = r1.type AND r2.article_id <> r1.article_id
     AND r2.date_start BETWEEN r1.date_start - %(story_days)s AND r1.date_end AND r2.date_end >= r1.date_start
     AND (r2.location_id = r1.location_id
          OR abs(r2.lat - r1.lat) <= %(story_degrees)s
             AND abs(r2.lon - r1.lon) * cos(radians(r1.lat)) <= %(story_degrees)s)
     AND (r1.actor1 = r2.actor1 OR r1.actor1 IS NULL OR r2.actor1 IS NULL)
     AND (r1.actor2 = r2.actor2 OR r1.actor2 IS NULL OR r2.actor2 IS NULL)
    GROUP BY r1.article_id, r2.article_id
)
SELECT s.article_id, s.other_id, 'events', s.n
FROM shared s
JOIN n_told n1 ON n1.article_id = s.article_id
JOIN n_told n2 ON n2.article_id = s.other_id
WHERE s.n >= 2 OR 2 * s.n >= least(n1.n, n2.n);

INSERT INTO pub_links
SELECT other_id, article_id, kind, score FROM pub_links
ON CONFLICT DO NOTHING;
