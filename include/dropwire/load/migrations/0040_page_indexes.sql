-- What pages narrow lists by, kept where the lists are: who tells an event, and whether an article tells any.
CREATE TABLE news.event_sources (
    source_id uuid NOT NULL REFERENCES news.sources,
    event_id  uuid NOT NULL REFERENCES news.events ON DELETE CASCADE,
    PRIMARY KEY (source_id, event_id)
);
CREATE INDEX event_sources_event ON news.event_sources (event_id);
COMMENT ON TABLE news.event_sources IS 'Publishers that tell each event, in copies, too: by it events are found by publisher.';
COMMENT ON COLUMN news.event_sources.source_id IS 'Publisher.';
COMMENT ON COLUMN news.event_sources.event_id IS 'The event.';
INSERT INTO news.event_sources
SELECT DISTINCT a.source_id, r.event_id
FROM news.event_reports r JOIN news.articles a USING (article_id) JOIN news.events e USING (event_id)
WHERE a.source_id IS NOT NULL;
GRANT SELECT ON news.event_sources TO dropwire_loader, dropwire_reader;
GRANT INSERT, DELETE ON news.event_sources TO dropwire_loader;

ALTER TABLE news.article_search ADD tells_events boolean NOT NULL DEFAULT false;
DO $$ -- the indexes of words are made anew sooner than kept while every row is written
DECLARE indexes text[];
BEGIN
    SELECT array_agg(pg_get_indexdef(indexrelid)) INTO indexes FROM pg_index
    WHERE indexrelid IN ('news.article_search_words'::regclass, 'news.article_search_title'::regclass);
    DROP INDEX news.article_search_words, news.article_search_title;
    UPDATE news.article_search s SET tells_events = true
    WHERE EXISTS (SELECT FROM news.event_reports r WHERE r.article_id = s.article_id);
    FOR n IN 1 .. 2 LOOP
        EXECUTE indexes[n];
    END LOOP;
END $$;
COMMENT ON COLUMN news.article_search.tells_events IS 'True when the article tells an event at all.';
CREATE INDEX article_search_with_events ON news.article_search (told DESC, article_id DESC) WHERE tells_events;
CREATE INDEX article_search_no_events ON news.article_search (told DESC, article_id DESC) WHERE NOT tells_events;

CREATE OR REPLACE FUNCTION news.list_articles(
    lang text, source_id uuid, "from" date, "to" date, originals boolean, has_events boolean, load_id bigint, day date,
    story_id uuid, file text, words tsquery)
RETURNS SETOF news.article_search LANGUAGE sql STABLE AS $$
    SELECT s.*
    FROM news.article_search s
    WHERE ($1 IS NULL OR s.lang = $1)
      AND ($2 IS NULL OR s.source_id = $2)
      AND ($3 IS NULL OR s.told >= $3)
      AND ($4 IS NULL OR s.told <= $4)
      AND ($5 IS NOT TRUE OR s.is_canonical)
      AND ($6 IS NULL OR s.tells_events = $6)
      AND ($7 IS NULL OR s.article_id = ANY (ARRAY(
               SELECT i.article_id FROM landing.drop_items i
               WHERE i.load_id = $7 AND i.disposition IN ('loaded', 'duplicate'))))
      AND ($8 IS NULL OR s.article_id = ANY (ARRAY(
               SELECT i.article_id FROM ops.loads l JOIN landing.drop_items i ON i.load_id = l.load_id
               WHERE l.day = $8 AND l.status = 'published' AND i.disposition IN ('loaded', 'duplicate'))))
      AND ($9 IS NULL OR s.article_id = ANY (ARRAY(SELECT a.article_id FROM news.articles a WHERE a.story_id = $9)))
      AND ($10 IS NULL OR s.article_id = ANY (ARRAY(
               SELECT a.article_id FROM landing.drop_files f JOIN news.articles a ON a.file_sha256 = f.sha256
               WHERE f.name = $10 AND a.file = f.name)))
      AND ($11 IS NULL OR s.words @@ $11)
$$;
