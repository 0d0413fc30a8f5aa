-- Lines of this load that stand in enough articles, copies and reworked texts of one article counted once.
CREATE TEMP TABLE furniture_counted ON COMMIT DROP AS
SELECT t.source_id, t.line_id, t.line, count(*)::integer AS n_articles, count(DISTINCT g.day)::integer AS n_days,
       min(g.day) AS first_seen, max(g.day) AS last_seen,
       CASE WHEN count(DISTINCT g.place) FILTER (WHERE g.place <> 'removed') > 1 THEN 'several'
            ELSE min(g.place) FILTER (WHERE g.place <> 'removed') END AS place
FROM (SELECT DISTINCT source_id, line_id, line FROM furniture_seen) AS t
JOIN ops.furniture_sightings g USING (source_id, line_id)
JOIN news.articles a ON a.article_id = g.article_id AND a.is_canonical AND a.near_duplicate_of IS NULL
GROUP BY t.source_id, t.line_id, t.line
HAVING count(*) >= %(told_articles)s;

INSERT INTO ops.furniture AS t (source_id, line_id, line, place, n_articles, n_days, n_of_source, n_inside, first_seen, last_seen)
SELECT c.source_id, c.line_id, c.line, c.place, c.n_articles, c.n_days,
       (SELECT count(*) FROM news.articles a
        WHERE a.source_id = c.source_id AND a.is_canonical AND a.near_duplicate_of IS NULL
          AND CASE WHEN a.published_start = a.published_end THEN a.published_start ELSE a.drop_day END
              BETWEEN c.first_seen AND c.last_seen),
       (SELECT count(*)
        FROM (SELECT string_to_array(a.body, E'\n\n') AS lines, a.body FROM news.articles a
              WHERE a.source_id = c.source_id ORDER BY a.drop_day DESC LIMIT %(looked_at)s) AS latest
        WHERE strpos(body, c.line) > 0
          AND EXISTS (SELECT FROM unnest(lines) WITH ORDINALITY AS p (paragraph, i)
                      WHERE strpos(paragraph, c.line) > 0
                        AND (paragraph <> c.line OR i > 2 AND i <= cardinality(lines) - 3))),
       c.first_seen, c.last_seen
FROM furniture_counted c
ON CONFLICT (source_id, line_id) DO UPDATE SET
    place = CASE WHEN excluded.place <> t.place THEN 'several' ELSE coalesce(excluded.place, t.place) END,
    n_articles = excluded.n_articles, n_days = excluded.n_days, n_of_source = excluded.n_of_source,
    n_inside = excluded.n_inside,
    first_seen = least(t.first_seen, excluded.first_seen), last_seen = greatest(t.last_seen, excluded.last_seen);
