-- Where the mentions of an event that is gone moved to another, that one supersedes it: of the events its articles (or the
-- originals of copies) tell only now, the one that shares its sentence, or else most of type, place, days and sides.
CREATE TEMP TABLE pub_gone ON COMMIT DROP AS
SELECT h.* FROM history.events h
WHERE h.valid_to = now() AND NOT EXISTS (SELECT FROM news.events e WHERE e.event_id = h.event_id);
CREATE INDEX ON pub_gone (event_id);
ANALYZE pub_gone;

-- An event that merged into another left it the coding it was called after; where that is told no more, most of the
-- reports that stayed tell what came of it.
UPDATE history.events h SET superseded_by = c.event_id
FROM pub_gone g JOIN news.codings c ON c.coding_id = g.event_id
WHERE h.event_id = g.event_id AND h.valid_to = now() AND c.event_id <> g.event_id;

UPDATE history.events h SET superseded_by = m.event_id
FROM (SELECT DISTINCT ON (old_id) old_id, event_id
      FROM (SELECT old_id, event_id, count(*) AS n FROM pub_moved JOIN news.events USING (event_id) GROUP BY 1, 2) AS counted
      ORDER BY old_id, n DESC, event_id) AS m
JOIN pub_gone g ON g.event_id = m.old_id
WHERE h.event_id = g.event_id AND h.valid_to = now() AND h.superseded_by IS NULL;

INSERT INTO pub_told_before
SELECT m.article_id, m.event_id, lower(m.quote)
FROM news.event_mentions m
WHERE m.article_id IN (SELECT r.article_id FROM news.event_reports r JOIN pub_gone USING (event_id));

WITH told AS (
    SELECT article_id, event_id, array_agg(quote) AS quotes FROM pub_told_before GROUP BY article_id, event_id
), likeness AS (
    SELECT g.event_id, r.event_id AS successor,
           EXISTS (SELECT FROM news.event_mentions m
                   WHERE (m.article_id, m.event_no) = (r.article_id, r.event_no) AND lower(m.quote) = ANY (b.quotes)) AS same_words,
           (r.type = g.type)::integer + (r.location_id IS NOT DISTINCT FROM g.location_id)::integer
           + coalesce(r.date_start <= g.date_end AND r.date_end >= g.date_start, false)::integer
           + (r.actor1 IS NOT DISTINCT FROM g.actor1)::integer + (r.actor2 IS NOT DISTINCT FROM g.actor2)::integer AS n_same
    FROM pub_gone g
    JOIN told b USING (event_id)
    JOIN news.articles a ON a.article_id = b.article_id
    JOIN news.event_reports r ON r.article_id = a.canonical_id
    JOIN news.events e ON e.event_id = r.event_id
    WHERE NOT EXISTS (SELECT FROM told o WHERE (o.article_id, o.event_id) = (b.article_id, r.event_id))
), chosen AS (
    SELECT DISTINCT ON (event_id) event_id, successor FROM likeness
    WHERE same_words AND n_same >= 2 OR n_same >= 4
    ORDER BY event_id, same_words DESC, n_same DESC, successor
)
UPDATE history.events h SET superseded_by = c.successor
FROM chosen c WHERE h.event_id = c.event_id AND h.valid_to = now() AND h.superseded_by IS NULL;
