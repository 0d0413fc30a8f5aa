-- Build every touched event anew from the reports of originals; exact copies tell nothing new.
INSERT INTO pub_touched_events
SELECT r.event_id
FROM pub_touched_articles t
CROSS JOIN LATERAL (SELECT event_id FROM news.event_reports WHERE article_id = t.article_id OFFSET 0) AS r
EXCEPT SELECT event_id FROM pub_touched_events;
ANALYZE pub_touched_events;

CREATE TEMP TABLE pub_told ON COMMIT DROP AS
SELECT r.*, coalesce(a.near_duplicate_of, a.article_id) AS text_of, coalesce(a.source_id, a.article_id) AS source_key,
       lower(coalesce(a.syndicated_from, s.name)) AS publisher, lower(r.attribution) AS claimant, a.near_duplicate_of,
       coalesce(r.fatalities, r.fatalities_low, r.fatalities_high) IS NOT NULL AS has_toll,
       -- the best report: it happened, sure, told as news, early; the last word: the latest report
       row_number() OVER (ORDER BY r.status NOT IN ('asserted', 'claimed'), r.confidence DESC, r.background,
                                   coalesce(a.published_end, a.first_day), r.article_id, r.event_no) AS best,
       row_number() OVER (ORDER BY coalesce(a.published_end, a.first_day) DESC, a.first_day DESC,
                                   r.article_id DESC, r.event_no DESC) AS latest,
       (SELECT count(*) FROM news.event_mentions m WHERE (m.article_id, m.event_no) = (r.article_id, r.event_no)) AS n_mentions
FROM pub_touched_events t
CROSS JOIN LATERAL (SELECT * FROM news.event_reports WHERE event_id = t.event_id OFFSET 0) AS r
CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE article_id = r.article_id AND is_canonical OFFSET 0) AS a
LEFT JOIN LATERAL (SELECT name FROM news.sources WHERE source_id = a.source_id OFFSET 0) AS s ON true;
CREATE INDEX ON pub_told (event_id);
ANALYZE pub_told;

-- A claim is corroborated by another publisher that says so on its own: not a version of the same text, and not by
-- quoting the same claimant. Whose name is not known is not independent of anybody.
CREATE TEMP TABLE pub_corroborated ON COMMIT DROP AS
SELECT DISTINCT c.event_id
FROM pub_told c
WHERE c.status = 'claimed'
  AND EXISTS (SELECT FROM pub_told o
              WHERE o.event_id = c.event_id AND o.publisher <> c.publisher
                AND c.text_of NOT IN (o.text_of, o.article_id) AND o.text_of <> c.article_id
                AND (o.status = 'asserted' AND o.claimant IS DISTINCT FROM coalesce(c.claimant, '')
                     OR o.status = 'claimed' AND o.claimant <> c.claimant));

-- Status, by the table in docs/codebook.md. Only reports that say it happened give figures, where any does: a denied
-- toll is not a toll. Disputed: said to have happened, and said not to have.
CREATE TEMP TABLE pub_standing ON COMMIT DROP AS
SELECT event_id,
       CASE WHEN c.event_id IS NOT NULL THEN 'corroborated' ELSE
       (ARRAY['asserted', 'claimed', 'denied', 'negated', 'planned', 'hypothetical'])[min(array_position(
           ARRAY['asserted', 'claimed', 'denied', 'negated', 'planned', 'hypothetical'], status))] END AS status,
       bool_or(status IN ('asserted', 'claimed')) AS happened,
       bool_or(status IN ('denied', 'negated')) AS refused
FROM pub_told LEFT JOIN pub_corroborated c USING (event_id) GROUP BY event_id, c.event_id;

-- The sides as the report that names most of them tells them; one it leaves open is taken from another report.
CREATE TEMP TABLE pub_primaries ON COMMIT DROP AS
SELECT event_id, coalesce(actor1, (array_agg(other1 ORDER BY best) FILTER (WHERE other1 IS NOT NULL))[1]) AS actor1,
       coalesce(actor2, (array_agg(other2 ORDER BY best) FILTER (WHERE other2 IS NOT NULL))[1]) AS actor2
FROM (SELECT event_id, best, actor1 AS other1, actor2 AS other2,
             first_value(actor1) OVER fullest AS actor1, first_value(actor2) OVER fullest AS actor2
      FROM pub_told WINDOW fullest AS (PARTITION BY event_id ORDER BY num_nulls(actor1, actor2), best)) AS t
GROUP BY event_id, actor1, actor2;

CREATE TEMP TABLE pub_actors ON COMMIT DROP AS
SELECT t.event_id, CASE WHEN (t.actor1, t.actor2) = (p.actor2, p.actor1) THEN 3 - side ELSE side END AS side, name,
       min(role_no) AS role_no
FROM pub_told t
JOIN pub_primaries p USING (event_id)
CROSS JOIN LATERAL (
    SELECT 1 AS side, t.actor1 AS name, 1 AS role_no UNION ALL
    SELECT 2, t.actor2, 1 UNION ALL
    SELECT 1, unnest(t.assoc_actor1), 2 UNION ALL
    SELECT 2, unnest(t.assoc_actor2), 2) AS named
WHERE name IS NOT NULL
GROUP BY 1, 2, 3;

CREATE TEMP TABLE pub_associates ON COMMIT DROP AS
SELECT event_id, coalesce(array_agg(name ORDER BY name) FILTER (WHERE side = 1), '{}') AS assoc_actor1,
       coalesce(array_agg(name ORDER BY name) FILTER (WHERE side = 2), '{}') AS assoc_actor2
FROM pub_actors WHERE role_no = 2 GROUP BY event_id;

CREATE TEMP TABLE pub_events ON COMMIT DROP AS
SELECT t.event_id,
       (array_agg(type ORDER BY best))[1] AS type,
       (array_agg(plover ORDER BY best) FILTER (WHERE plover IS NOT NULL))[1] AS plover,
       (array_agg(date_start ORDER BY date_end - date_start, best))[1] AS date_start,
       (array_agg(date_end ORDER BY date_end - date_start, best))[1] AS date_end,
       (array_agg(date_precision ORDER BY date_end - date_start, best))[1] AS date_precision,
       (array_agg(date_basis ORDER BY date_end - date_start, best))[1] AS date_basis,
       (array_agg(location_id ORDER BY geo_precision, best))[1] AS location_id,
       min(geo_precision) AS geo_precision,
       p.actor1, p.actor2,
       coalesce(bool_or(starts_with(t.actor2, 'Civilians')), false) AS civilian_targeting,
       min(least(fatalities, fatalities_low)) FILTER (WHERE counts) AS fatalities_low,
       (array_agg(coalesce(fatalities, fatalities_low, fatalities_high) ORDER BY latest)
           FILTER (WHERE counts AND has_toll))[1] AS fatalities_best,
       max(greatest(fatalities, fatalities_high)) FILTER (WHERE counts) AS fatalities_high,
       (array_agg(injured ORDER BY latest) FILTER (WHERE counts AND injured IS NOT NULL))[1] AS injured,
       (array_agg(captured ORDER BY latest) FILTER (WHERE counts AND captured IS NOT NULL))[1] AS captured,
       (array_agg(weapon ORDER BY best) FILTER (WHERE weapon IS NOT NULL))[1] AS weapon,
       s.status, s.happened AND s.refused AS disputed,
       string_agg(DISTINCT attribution, '; ' ORDER BY attribution) AS attribution,
       bool_and(background) AS background,
       max(confidence) AS confidence,
       sum(n_mentions)::integer AS n_mentions,
       count(DISTINCT article_id)::integer AS n_articles,
       greatest(1, count(DISTINCT source_key) FILTER (WHERE near_duplicate_of IS NULL))::integer AS n_sources
FROM (SELECT t.*, t.status IN ('asserted', 'claimed') OR NOT s.happened AS counts
      FROM pub_told t JOIN pub_standing s USING (event_id)) AS t
JOIN pub_standing s USING (event_id)
JOIN pub_primaries p USING (event_id)
GROUP BY t.event_id, s.status, s.happened, s.refused, p.actor1, p.actor2;
CREATE INDEX ON pub_events (event_id);
ANALYZE pub_events;

CREATE TEMP TABLE pub_changes ON COMMIT DROP AS SELECT 0 AS added, 0 AS changed, 0 AS removed;

WITH removed AS (
    DELETE FROM news.events e USING pub_touched_events t
    WHERE t.event_id = e.event_id AND NOT EXISTS (SELECT FROM pub_events p WHERE p.event_id = e.event_id)
    RETURNING 1
)
UPDATE pub_changes SET removed = (SELECT count(*) FROM removed),
    added = (SELECT count(*) FROM pub_events p WHERE NOT EXISTS (SELECT FROM news.events e WHERE e.event_id = p.event_id));

WITH written AS (
    INSERT INTO news.events AS t (
        event_id, type, plover, date_start, date_end, date_precision, date_basis, location_id, geo_precision, actor1,
        actor2, civilian_targeting, fatalities_low, fatalities_best, fatalities_high, injured, captured, weapon, status,
        disputed, attribution, background, confidence, n_mentions, n_articles, n_sources,
        assoc_actor1, assoc_actor2, extractor_version, load_id, valid_from)
    SELECT p.*, coalesce(a.assoc_actor1, '{}'), coalesce(a.assoc_actor2, '{}'), l.extractor_version, l.load_id, now()
    FROM pub_events p LEFT JOIN pub_associates a USING (event_id) CROSS JOIN ops.loads l WHERE l.load_id = %(load_id)s
    ORDER BY p.event_id
    ON CONFLICT (event_id) DO UPDATE SET (
        type, plover, date_start, date_end, date_precision, date_basis, location_id, geo_precision, actor1, actor2,
        civilian_targeting, fatalities_low, fatalities_best, fatalities_high, injured, captured, weapon, status,
        disputed, attribution, background, confidence, n_mentions, n_articles, n_sources, assoc_actor1, assoc_actor2,
        extractor_version, load_id, valid_from) = (
        excluded.type, excluded.plover, excluded.date_start, excluded.date_end, excluded.date_precision,
        excluded.date_basis, excluded.location_id, excluded.geo_precision, excluded.actor1, excluded.actor2,
        excluded.civilian_targeting, excluded.fatalities_low, excluded.fatalities_best, excluded.fatalities_high,
        excluded.injured, excluded.captured, excluded.weapon, excluded.status, excluded.disputed, excluded.attribution,
        excluded.background, excluded.confidence, excluded.n_mentions, excluded.n_articles, excluded.n_sources,
        excluded.assoc_actor1, excluded.assoc_actor2, excluded.extractor_version, excluded.load_id, excluded.valid_from)
    WHERE (t.type, t.plover, t.date_start, t.date_end, t.date_precision, t.date_basis, t.location_id, t.geo_precision,
           t.actor1, t.actor2, t.civilian_targeting, t.fatalities_low, t.fatalities_best, t.fatalities_high, t.injured,
           t.captured, t.weapon, t.status, t.disputed, t.attribution, t.background, t.confidence, t.n_mentions,
           t.n_articles, t.n_sources, t.assoc_actor1, t.assoc_actor2)
        IS DISTINCT FROM
          (excluded.type, excluded.plover, excluded.date_start, excluded.date_end, excluded.date_precision,
           excluded.date_basis, excluded.location_id, excluded.geo_precision, excluded.actor1, excluded.actor2,
           excluded.civilian_targeting, excluded.fatalities_low, excluded.fatalities_best, excluded.fatalities_high,
           excluded.injured, excluded.captured, excluded.weapon, excluded.status, excluded.disputed,
           excluded.attribution, excluded.background, excluded.confidence, excluded.n_mentions, excluded.n_articles,
           excluded.n_sources, excluded.assoc_actor1, excluded.assoc_actor2)
    RETURNING 1
)
UPDATE pub_changes SET changed = (SELECT count(*) FROM written) - added;
