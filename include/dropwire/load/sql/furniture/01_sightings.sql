-- Short lines at the ends of the articles a load published: the headline, the first two and the last three paragraphs,
-- and learnt lines that were removed. What an earlier version of an article showed is forgotten.
CREATE TEMP TABLE furniture_seen ON COMMIT DROP AS
WITH published AS (
    SELECT n.article_id, n.source_id, n.title, n.metadata, string_to_array(n.body, E'\n\n') AS lines,
           CASE WHEN n.published_start = n.published_end THEN n.published_start ELSE n.drop_day END AS day
    FROM staging.articles s
    JOIN ops.loads l USING (load_id)
    JOIN news.articles n USING (article_id)
    WHERE s.load_id = %(load_id)s AND l.status = 'published' AND n.source_id IS NOT NULL
      AND n.content_sha256 = s.content_sha256
), found AS (
    SELECT p.article_id, p.source_id, p.day, p.lines[i] AS line,
           CASE WHEN 2 * i > cardinality(p.lines) THEN 'last' ELSE 'first' END AS place
    FROM published p CROSS JOIN LATERAL generate_subscripts(p.lines, 1) AS i
    WHERE i <= 2 OR i > cardinality(p.lines) - 3
    UNION ALL
    SELECT article_id, source_id, day, regexp_replace(btrim(title), '\s+', ' ', 'g'), 'title' FROM published
    UNION ALL
    SELECT article_id, source_id, day, unnest(string_to_array(metadata->>'furniture', E'\n')), 'removed' FROM published
)
SELECT DISTINCT ON (source_id, line, article_id) article_id, source_id, day, line, place, md5(line)::uuid AS line_id
FROM found
WHERE length(line) BETWEEN 3 AND %(longest)s
ORDER BY source_id, line, article_id, place;

DELETE FROM ops.furniture_sightings g
USING staging.articles s
WHERE s.load_id = %(load_id)s AND g.article_id = s.article_id
  AND EXISTS (SELECT FROM ops.loads l WHERE l.load_id = s.load_id AND l.status = 'published');

INSERT INTO ops.furniture_sightings (source_id, line_id, article_id, day, place)
SELECT source_id, line_id, article_id, day, place FROM furniture_seen
ON CONFLICT DO NOTHING;
