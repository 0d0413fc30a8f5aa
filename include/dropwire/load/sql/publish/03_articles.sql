-- Articles that are new or changed, with all that hangs on them. What they told before is touched, too.
CREATE TEMP TABLE pub_texts ON COMMIT DROP AS
SELECT a.article_id, a.text_fingerprint
FROM news.articles a JOIN pub_items i USING (article_id)
WHERE i.is_written OR a.first_day > i.first_day;

CREATE TEMP TABLE pub_rewritten ON COMMIT DROP AS
SELECT article_id, is_same FROM pub_items WHERE is_written AND NOT is_new;
ANALYZE pub_rewritten;

CREATE TEMP TABLE pub_touched_events ON COMMIT DROP AS
SELECT DISTINCT r.event_id FROM news.event_reports r JOIN pub_rewritten USING (article_id);

-- A warehouse whose reports have not been put together yet is put together as a whole.
CREATE TEMP TABLE pub_touched_codings ON COMMIT DROP AS
SELECT r.coding_id FROM news.event_reports r JOIN pub_rewritten USING (article_id)
UNION
SELECT coding_id FROM news.event_reports WHERE NOT EXISTS (SELECT FROM news.codings);

CREATE TEMP TABLE pub_touched_articles ON COMMIT DROP AS
SELECT DISTINCT article_id FROM pub_items i LEFT JOIN news.articles a USING (article_id)
WHERE i.is_written OR a.first_day > i.first_day;

-- What changed articles told, sentence by sentence: to see where the mentions of an event that goes move to.
CREATE TEMP TABLE pub_told_before ON COMMIT DROP AS
SELECT m.article_id, m.event_id, lower(m.quote) AS quote
FROM news.event_mentions m JOIN pub_rewritten i USING (article_id)
WHERE NOT i.is_same;

UPDATE news.articles a SET first_day = i.first_day, load_id = %(load_id)s, valid_from = now()
FROM pub_items i
WHERE i.article_id = a.article_id AND i.is_latest AND a.first_day > i.first_day;

DELETE FROM news.event_reports t USING pub_rewritten i WHERE t.article_id = i.article_id;
DELETE FROM news.removed_spans t USING pub_rewritten i WHERE t.article_id = i.article_id;
DELETE FROM news.text_signatures t USING pub_rewritten i WHERE t.article_id = i.article_id;
DELETE FROM news.text_bands t USING pub_rewritten i WHERE t.article_id = i.article_id;

INSERT INTO news.articles AS t (
    article_id, url, canonical_url, domain, source_id, syndicated_from, title, author, body, lang, lang_confidence,
    published_start, published_end, published_basis, published_contradictions, crawled_at, metadata,
    content_sha256, layout_sha256, text_fingerprint, canonical_id, story_id, file, file_sha256, record,
    drop_day, drop_arrived_at, first_day, rules_version, load_id)
SELECT s.article_id, s.url, s.canonical_url, s.domain, s.source_id, s.syndicated_from, s.title, s.author, s.body, s.lang,
       s.lang_confidence, s.published_start, s.published_end, s.published_basis, s.published_contradictions,
       s.crawled_at, s.metadata, s.content_sha256, s.layout_sha256, s.text_fingerprint, s.article_id, s.article_id,
       s.file, s.file_sha256, s.record, i.day, i.arrived_at, i.first_day, l.rules_version, l.load_id
FROM staging.articles s
JOIN pub_items i USING (item_id)
JOIN ops.loads l USING (load_id)
WHERE s.load_id = %(load_id)s AND i.is_written
ORDER BY s.article_id
ON CONFLICT (article_id) DO UPDATE SET (
    url, canonical_url, domain, source_id, syndicated_from, title, author, body, lang, lang_confidence,
    published_start, published_end, published_basis, published_contradictions, crawled_at, metadata,
    content_sha256, layout_sha256, text_fingerprint, file, file_sha256, record, drop_day, drop_arrived_at,
    rules_version, load_id, valid_from) = (
    excluded.url, excluded.canonical_url, excluded.domain, excluded.source_id, excluded.syndicated_from,
    excluded.title, excluded.author, excluded.body, excluded.lang, excluded.lang_confidence,
    excluded.published_start, excluded.published_end, excluded.published_basis, excluded.published_contradictions,
    excluded.crawled_at, excluded.metadata, excluded.content_sha256, excluded.layout_sha256,
    excluded.text_fingerprint, excluded.file, excluded.file_sha256, excluded.record, excluded.drop_day,
    excluded.drop_arrived_at, excluded.rules_version,
    -- the same content from a later drop is no new version
    CASE t.content_sha256 WHEN excluded.content_sha256 THEN t.load_id ELSE excluded.load_id END,
    CASE t.content_sha256 WHEN excluded.content_sha256 THEN t.valid_from ELSE now() END);

INSERT INTO news.removed_spans (article_id, span_no, kind, raw_start, raw_end)
SELECT i.article_id, s.span_no, s.kind, s.raw_start, s.raw_end
FROM staging.removed_spans s JOIN pub_items i USING (item_id)
WHERE s.load_id = %(load_id)s AND i.is_written;

INSERT INTO news.text_signatures (article_id, signature)
SELECT s.article_id, s.signature
FROM staging.articles s JOIN pub_items i USING (item_id)
WHERE s.load_id = %(load_id)s AND i.is_written AND cardinality(s.signature) > 0;

INSERT INTO news.text_bands (band, article_id)
SELECT DISTINCT band, s.article_id
FROM staging.articles s JOIN pub_items i USING (item_id) CROSS JOIN unnest(s.bands) AS band
WHERE s.load_id = %(load_id)s AND i.is_written
ORDER BY band; -- as the index lies: bands are spread all over it

INSERT INTO news.event_reports (
    article_id, event_no, coding_id, event_id, type, plover, date_start, date_end, date_precision, date_basis, location_id,
    place, lat, lon, admin1, country, geonames_id, geo_precision, actor1, assoc_actor1, actor2, assoc_actor2,
    fatalities, fatalities_low, fatalities_high, injured, captured, weapon, status, attribution, background,
    event_group, confidence, rules)
SELECT e.article_id, e.event_no, e.coding_id, coalesce(c.event_id, e.coding_id), e.type, e.plover, e.date_start,
       e.date_end, e.date_precision, e.date_basis, e.location_id, e.place, e.lat, e.lon, e.admin1, e.country, e.geonames_id, e.geo_precision, e.actor1,
       e.assoc_actor1, e.actor2, e.assoc_actor2, e.fatalities, e.fatalities_low, e.fatalities_high, e.injured,
       e.captured, e.weapon, e.status, e.attribution, e.background, e.event_group, e.confidence, e.rules
FROM pub_reports e JOIN pub_items i USING (item_id) LEFT JOIN news.codings c USING (coding_id)
WHERE i.is_written;

INSERT INTO news.event_mentions (
    article_id, event_no, mention_no, event_id, sentence, body_start, body_end, raw_start, raw_end, quote,
    status, attribution, fatalities, injured)
SELECT e.article_id, m.event_no, m.mention_no, coalesce(c.event_id, e.coding_id), m.sentence, m.body_start, m.body_end, m.raw_start, m.raw_end,
       m.quote, m.status, m.attribution, m.fatalities, m.injured
FROM staging.mentions m
JOIN pub_reports e USING (item_id, event_no)
JOIN pub_items i USING (item_id)
LEFT JOIN news.codings c USING (coding_id)
WHERE m.load_id = %(load_id)s AND i.is_written;

UPDATE news.article_search s SET tells_events = NOT s.tells_events
FROM pub_items i
WHERE i.article_id = s.article_id AND i.is_written
  AND s.tells_events <> EXISTS (SELECT FROM news.event_reports r WHERE r.article_id = s.article_id);

INSERT INTO pub_texts
SELECT a.article_id, a.text_fingerprint FROM news.articles a JOIN pub_touched_articles USING (article_id);

SELECT ops.analyze_when_grown(count(*)) FROM pub_items WHERE is_written;
