-- A warehouse as years of news leave it: %(articles)s articles of %(days)s days, as many events, two thousand
-- places and 300 publishers, of which few bring most; one day that brought a fiftieth of everything at once.
SET session_replication_role = replica; -- rows are consistent by construction: no triggers, no foreign keys
SET maintenance_work_mem = '512MB';
SET work_mem = '256MB';

CREATE TEMP TABLE vocabulary AS
SELECT row_number() OVER () AS n, word FROM (
    SELECT unnest(string_to_array(
        'quân đội phiến thị trấn tỉnh giao tranh pháo kích không kích thiệt mạng bị thương dân thường chính phủ hôm qua theo nguồn tin '
        'tentara pemberontak kota provinsi pertempuran serangan udara tewas luka warga pemerintah kemarin menurut sumber '
        'army rebels town province clashes shelling air strike killed wounded civilians government yesterday according source '
        'Hama Aleppo Idlib Homs Mosul Donetsk Kherson Yangon Sagaing Marawi Mindanao Gaza Sanaa Taiz', ' ')) AS word
    UNION ALL
    SELECT substr(translate(md5(i::text), '0123456789', 'aeiouyngtc'), 1, 3 + i / 7000) FROM generate_series(1, 20000) AS i) AS w;

CREATE UNIQUE INDEX ON vocabulary (n);
ANALYZE vocabulary;

CREATE TEMP TABLE sentences AS
SELECT s.n, initcap(left(s.words, 1)) || substr(s.words, 2) || '.' AS words, news.search_words(NULL, s.words) AS vector
FROM (SELECT g.n, string_agg(v.word, ' ') AS words
      FROM (SELECT i AS n, 1 + floor(power(abs(hashint4(i * 31 + k)) / 2147483648.0, 4) * 20000)::int AS word
            FROM generate_series(0, 4999) AS i CROSS JOIN generate_series(1, 18) AS k) AS g
      JOIN vocabulary v ON v.n = g.word GROUP BY g.n) AS s;
ANALYZE sentences;

CREATE TEMP TABLE days AS
SELECT d AS n, d + 1 AS load_id, (current_date - %(days)s + d)::date AS day FROM generate_series(0, %(days)s - 1) AS d;
ANALYZE days;

-- Accounts of items by month, as those years would have left them.
DO $$ DECLARE part text; BEGIN
    SELECT p.part INTO part FROM ops.parts_by_month() p WHERE whole = 'landing.drop_items'::regclass ORDER BY until LIMIT 1;
    EXECUTE format('ALTER TABLE landing.drop_items DETACH PARTITION %%s', part);
END $$;
SELECT ops.make_months(%(days)s / 30 + 3, current_date - %(days)s);

INSERT INTO ops.loads (load_id, day, run_id, kind, status, verdict, started_at, finished_at, published_at, n_files, rules_version, extractor_version)
OVERRIDING SYSTEM VALUE
SELECT load_id, day, 'scheduled__' || day || 'T00:00:00+00:00', 'scheduled', CASE WHEN mod(n, 97) = 50 THEN 'failed' ELSE 'published' END,
       CASE WHEN mod(n, 6) = 0 THEN 'warn' ELSE 'pass' END, day + interval '1 day', day + interval '1 day 4 minutes', day + interval '1 day 4 minutes',
       11, 'rules-' || n / 200, 'extractor-' || n / 200
FROM days;
SELECT setval(pg_get_serial_sequence('ops.loads', 'load_id'), (SELECT max(load_id) FROM ops.loads));

INSERT INTO news.sources (source_id, name, domain, load_id)
SELECT md5('source' || i)::uuid, 'Paper ' || i, 'paper' || i || '.example', 1 FROM generate_series(0, 299) AS i;
INSERT INTO news.actors (actor_id, name, load_id) SELECT md5('actor' || i)::uuid, 'Armed Group ' || i, 1 FROM generate_series(0, 399) AS i;
INSERT INTO news.locations (location_id, name, admin1, country, lat, lon, load_id)
SELECT md5('place' || i)::uuid, CASE i WHEN 0 THEN 'Hama' WHEN 1 THEN 'Aleppo' WHEN 2 THEN 'Idlib' ELSE 'Place ' || i END, 'Province ' || i / 40,
       c.name, c.lat + (mod(i * 7919, 1000) - 500) / 160.0, c.lon + (mod(i * 104729, 1000) - 500) / 120.0, 1
FROM generate_series(0, 1999) AS i
JOIN (VALUES (0, 'Syria', 35.1, 37.9), (1, 'Ukraine', 48.3, 36.2), (2, 'Myanmar', 21.1, 96.0), (3, 'Yemen', 15.5, 45.3), (4, 'Philippines', 9.0, 124.5))
     AS c (n, name, lat, lon) ON c.n = least(4, mod(i, 7));

-- Every article with all that its rows are made from.
CREATE TEMP TABLE made AS
SELECT i AS n, md5('article' || i)::uuid AS article_id, d.load_id, d.day,
       floor(300 * power(abs(hashint4(i + 5)) / 2147483648.0, 3))::int AS source,
       md5('article' || (i - mod(i / %(days)s, 3) * %(days)s))::uuid AS first_told, mod(i / %(days)s, 3) AS turn,
       s1.words AS title, concat_ws(E'\n\n', concat_ws(' ', s1.words, s2.words), s3.words, concat_ws(' ', s4.words, s5.words, s6.words)) AS body,
       s1.vector || s2.vector || s3.vector || s4.vector || s5.vector || s6.vector AS vector
FROM generate_series(0, %(articles)s - 1) AS i
JOIN days d ON d.n = CASE WHEN mod(i, 50) = 7 THEN %(days)s - 20 ELSE mod(i, %(days)s) END
JOIN sentences s1 ON s1.n = mod(abs(hashint4(i + 1)), 5000)
JOIN sentences s2 ON s2.n = mod(abs(hashint4(i + 2)), 5000)
JOIN sentences s3 ON s3.n = mod(abs(hashint4(i + 3)), 5000)
JOIN sentences s4 ON s4.n = mod(abs(hashint4(i + 4)), 5000)
JOIN sentences s5 ON s5.n = mod(abs(hashint4(i + 6)), 5000)
JOIN sentences s6 ON s6.n = mod(abs(hashint4(i + 7)), 5000);
ANALYZE made;

INSERT INTO news.articles (article_id, url, canonical_url, domain, source_id, title, body, lang, lang_confidence, published_start, published_end,
       published_basis, published_contradictions, metadata, content_sha256, layout_sha256, text_fingerprint, is_canonical, canonical_id,
       near_duplicate_of, near_duplicate_score, story_id, file, file_sha256, record, drop_day, drop_arrived_at, first_day, rules_version, load_id, valid_from)
SELECT article_id, 'https://paper' || source || '.example/' || n, 'paper' || source || '.example/' || n, 'paper' || source || '.example',
       md5('source' || source)::uuid, title, body, (ARRAY['vi', 'vi', 'id', 'en', 'ms'])[1 + mod(n, 5)], 0.99, day - mod(n, 3), day - mod(n, 3),
       'meta', '{}', '{}', md5('c' || n), md5('l' || n), md5('t' || n), turn <> 2, CASE WHEN turn = 2 THEN first_told ELSE article_id END,
       CASE WHEN turn = 1 AND mod(n, 2) = 0 THEN first_told END, CASE WHEN turn = 1 AND mod(n, 2) = 0 THEN 0.8 END, first_told,
       day || '/part-' || mod(n / 100, 10) || '.jsonl', md5(day || '/' || mod(n / 100, 10)), n, day, day + interval '20 hours', day,
       'rules-1', load_id, day + interval '1 day 4 minutes'
FROM made;

DROP INDEX news.article_search_words, news.article_search_title;
INSERT INTO news.article_search (article_id, content_sha256, title, words, told, lang, source_id, is_canonical, tells_events)
SELECT m.article_id, md5('c' || m.n), lower(news.plain(m.title)), m.vector, a.published_end, a.lang, a.source_id, a.is_canonical, true
FROM made m JOIN news.articles a USING (article_id);
CREATE INDEX article_search_words ON news.article_search USING gin (words);
CREATE INDEX article_search_title ON news.article_search USING gin (title extensions.gin_trgm_ops);
UPDATE ops.search_state SET indexed_upto = now();

INSERT INTO landing.drop_files (file_id, name, sha256, size, day, arrived_at, archive_key, first_seen_by, read_by)
OVERRIDING SYSTEM VALUE
SELECT 11 * n + part, day || '/part-' || part || '.jsonl', md5(day || '/' || part), 200000, day, day + interval '20 hours', 'raw/' || md5(day || '/' || part),
       'benchmark', load_id
FROM days CROSS JOIN generate_series(0, 10) AS part;
SELECT setval(pg_get_serial_sequence('landing.drop_files', 'file_id'), (SELECT max(file_id) FROM landing.drop_files));
INSERT INTO landing.load_files (load_id, file_id) SELECT read_by, file_id FROM landing.drop_files;
INSERT INTO landing.drop_items (load_id, item_id, file_id, record, disposition, rule, reason, article_id, source, read_on)
SELECT m.load_id, md5('item' || n)::uuid, 11 * (m.load_id - 1) + mod(n / 100, 10), n, CASE WHEN turn = 2 THEN 'duplicate' ELSE 'loaded' END,
       CASE WHEN turn = 2 THEN 'same_text' END, CASE WHEN turn = 2 THEN 'The same text came as article ' || n || '.' END, article_id,
       s.name, m.day + 1
FROM made m JOIN news.sources s ON s.source_id = md5('source' || m.source)::uuid;

-- A tenth as much again was set aside, a fifth of it still open.
INSERT INTO ops.rejects (load_id, shard, item_id, file, file_sha256, record, stage, rule, reason, found, created_at, source, state)
SELECT d.load_id, '', md5('aside' || i)::uuid, d.day || '/part-10.jsonl', md5(d.day || '/10'), i,
       (ARRAY['read', 'clean', 'check', 'check'])[1 + mod(i, 4)],
       (ARRAY['json_syntax', 'body_empty', 'article_body_short', 'event_place_far', 'text_garbled', 'article_published_future'])[1 + mod(i, 6)],
       'Record ' || i || ' is not as it should be.', jsonb_build_object('value', i), d.day + interval '1 day', 'Paper ' || mod(i, 60),
       (ARRAY['open', 'replayed', 'waived', 'closed', 'read again'])[1 + mod(i / 7, 5)]
FROM generate_series(0, %(articles)s / 10 - 1) AS i JOIN days d ON d.n = mod(i, %(days)s);
INSERT INTO landing.drop_items (load_id, item_id, file_id, record, disposition, rule, reason, source, read_on)
SELECT load_id, item_id, 11 * (load_id - 1) + 10, record, 'quarantined', rule, reason, source, created_at::date FROM ops.rejects;
UPDATE ops.loads l SET (n_read, n_loaded, n_duplicate, n_quarantined) = (
    SELECT count(*), count(*) FILTER (WHERE disposition = 'loaded'), count(*) FILTER (WHERE disposition = 'duplicate'),
           count(*) FILTER (WHERE disposition = 'quarantined') FROM landing.drop_items i WHERE i.load_id = l.load_id);
UPDATE ops.loads SET n_events_added = n_loaded;

-- One event an article begins, and every fifth article tells one of another article, too.
CREATE TEMP TABLE kinds AS SELECT type, row_number() OVER (ORDER BY type) AS k FROM news.event_types;
CREATE TEMP TABLE happened AS
SELECT n, article_id, md5('event' || n)::uuid AS event_id, load_id, day - mod(n, 4) AS day,
       t.type,
       floor(2000 * power(r.place, 3))::int AS place, floor(399 * power(r.side, 2))::int AS side, mod(n, 13) AS dead
FROM made CROSS JOIN LATERAL (SELECT abs(hashint4(n + 11)) / 2147483648.0 AS kind, abs(hashint4(n + 13)) / 2147483648.0 AS place,
                                     abs(hashint4(n + 17)) / 2147483648.0 AS side) AS r
JOIN kinds t ON t.k = 1 + floor(27 * power(r.kind, 2))::int;
ANALYZE happened;
INSERT INTO news.events (event_id, type, plover, date_start, date_end, date_precision, date_basis, location_id, geo_precision, actor1, actor2,
       civilian_targeting, fatalities_low, fatalities_best, fatalities_high, status, disputed, background, confidence, n_mentions, n_articles,
       n_sources, extractor_version, load_id, valid_from)
SELECT event_id, type, 'ASSAULT', day, day + CASE WHEN mod(n, 9) = 0 THEN 6 ELSE 0 END, CASE WHEN mod(n, 9) = 0 THEN 'week' ELSE 'day' END, 'explicit',
       CASE WHEN mod(n, 12) > 0 THEN md5('place' || place)::uuid END, 1 + mod(n, 3), 'Armed Group ' || side, 'Armed Group ' || side + 1, mod(n, 5) = 0,
       nullif(dead, 0), nullif(dead, 0), nullif(dead, 0), (ARRAY['asserted', 'asserted', 'corroborated', 'claimed', 'denied'])[1 + mod(n, 5)], mod(n, 40) = 0,
       mod(n, 30) = 0, 0.8, 2, 1, 1, 'extractor-1', load_id, load_id * interval '1 day' + timestamptz '2020-01-01'
FROM happened;
INSERT INTO news.event_actors (event_id, side, actor_id, role)
SELECT event_id, s, md5('actor' || side + s - 1)::uuid, 'primary' FROM happened CROSS JOIN generate_series(1, 2) AS s;
ANALYZE news.locations;
CREATE TEMP TABLE told AS
SELECT article_id, 0 AS event_no, event_id, type, day, place, side, dead, n FROM happened
UNION ALL
SELECT a.article_id, 1, h.event_id, h.type, h.day, h.place, h.side, h.dead + 1, a.n
FROM happened a JOIN happened h ON h.n = a.n - %(days)s * (1 + mod(a.n, 3)) WHERE mod(a.n, 5) = 0;
INSERT INTO news.event_reports (article_id, event_no, event_id, type, plover, date_start, date_end, date_precision, date_basis, location_id, place, lat, lon,
       admin1, country, geo_precision, actor1, assoc_actor1, actor2, assoc_actor2, fatalities, status, background, confidence, rules, coding_id)
SELECT t.article_id, event_no, event_id, type, 'ASSAULT', day, day, 'day', 'explicit', l.location_id, l.name, l.lat, l.lon, l.admin1, l.country, 1,
       'Armed Group ' || side, '{}', 'Armed Group ' || side + 1, '{}', nullif(dead, 0), 'asserted', false, 0.8, '{}', event_id
FROM told t JOIN news.locations l ON l.location_id = md5('place' || place)::uuid;
INSERT INTO news.event_mentions (article_id, event_no, mention_no, event_id, sentence, body_start, body_end, raw_start, raw_end, quote, status, fatalities)
SELECT t.article_id, event_no, 0, event_id, event_no, 0, 40, 12, 52, left(m.body, 40), 'asserted', nullif(dead, 0) FROM told t JOIN made m USING (n);
INSERT INTO news.event_sources (source_id, event_id) SELECT DISTINCT md5('source' || m.source)::uuid, t.event_id FROM told t JOIN made m USING (n);
INSERT INTO news.near_texts (article_id, other_id, score)
SELECT article_id, first_told, 0.9 FROM made WHERE turn = 2 UNION ALL SELECT first_told, article_id, 0.9 FROM made WHERE turn = 2;
INSERT INTO news.removed_spans (article_id, span_no, kind, raw_start, raw_end) SELECT article_id, 0, 'prefix', 0, 12 FROM made WHERE mod(n, 2) = 0;

INSERT INTO ops.trend_days (day, source_key, load_id, source, is_backfill, n_articles, n_refused, n_duplicate, n_chars, n_events, langs)
SELECT day, CASE WHEN source IS NULL THEN 'all' ELSE md5('source' || source)::uuid::text END, load_id,
       CASE WHEN source IS NULL THEN 'all sources' ELSE 'Paper ' || source END, false, count(*), count(*) / 10, count(*) FILTER (WHERE turn = 2),
       count(*) * 800, count(*), jsonb_build_object('vi', count(*))
FROM made GROUP BY GROUPING SETS ((day, load_id), (day, load_id, source));
INSERT INTO ops.trend_anomalies (day, source_key, metric, source, value, usual, low, high, n_history, load_id)
SELECT day, source_key, 'volume', source, n_articles, n_articles * 3, n_articles * 2, n_articles * 4, 6, load_id
FROM ops.trend_days WHERE mod(hashtext(source_key || day), 50) = 0;
INSERT INTO ops.check_results (load_id, rule, dataset, expectation, severity, success, n_rows, n_failed, reason, checked_at)
SELECT d.load_id, 'rule_' || r, CASE WHEN mod(r, 2) = 0 THEN 'articles' ELSE 'events' END, 'expect_column_values_to_be_between',
       (ARRAY['reject', 'warn', 'hold', 'stop'])[1 + mod(r, 4)], mod(d.n + r, 11) > 0, 1000, CASE WHEN mod(d.n + r, 11) > 0 THEN 0 ELSE 12 END,
       'What rule ' || r || ' demands.', d.day + interval '1 day'
FROM days d CROSS JOIN generate_series(1, 45) AS r;
INSERT INTO ops.alerts (key, topic, severity, source, title, what, cause, todo, n, since_day, last_day, run_id, load_id, opened_at, seen_at, resolved_at)
SELECT 'trends/' || d.n, 'trends', (ARRAY['info', 'warning', 'critical'])[1 + mod(d.n, 3)], 'Paper ' || mod(d.n, 60), 'Paper ' || mod(d.n, 60) || ' has almost stopped',
       'It brought 3 articles, usually 40.', 'The site has moved.', 'Look at the feed.', 3, d.day, d.day, 'scheduled__' || d.day, d.load_id, d.day + interval '1 day',
       d.day + interval '1 day', CASE WHEN d.n < %(days)s - 6 THEN d.day + interval '2 days' END
FROM days d WHERE mod(d.n, 3) = 0 OR d.n >= %(days)s - 6;

RESET session_replication_role;
