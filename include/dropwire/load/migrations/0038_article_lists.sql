-- Lists of articles by any filter, newest first, and full-text search among the same: news.article_search holds every
-- article now, copies too, and what lists are narrowed and ordered by. The words lie apart from the rest of the row, so
-- that even the hundred thousands of rows that have a common word are read in no time.
ALTER TABLE news.article_search
    ADD told date, ADD lang text, ADD source_id uuid, ADD is_canonical boolean NOT NULL DEFAULT true;
ALTER TABLE news.article_search SET (toast_tuple_target = 128);
ALTER TABLE news.article_search ALTER COLUMN title SET STORAGE MAIN, ALTER COLUMN content_sha256 SET STORAGE PLAIN;
UPDATE news.article_search s
SET (told, lang, source_id) = (coalesce(a.published_end, a.first_day), a.lang, a.source_id)
FROM news.articles a WHERE a.article_id = s.article_id;
ALTER TABLE news.article_search ALTER COLUMN told SET NOT NULL;
UPDATE ops.search_state SET indexed_upto = '-infinity'; -- the copies are taken up by the next refresh
COMMENT ON TABLE news.article_search IS 'What lists and news.search look in: words, day, language and publisher of every article. Filled after publication.';
COMMENT ON COLUMN news.article_search.article_id IS 'The article.';
COMMENT ON COLUMN news.article_search.told IS 'When it appeared, for order: published_end, else first_day.';
COMMENT ON COLUMN news.article_search.lang IS 'ISO 639-1 language of the body.';
COMMENT ON COLUMN news.article_search.source_id IS 'Publisher.';
COMMENT ON COLUMN news.article_search.is_canonical IS 'False for copies, whose text another article has.';
CREATE INDEX article_search_told ON news.article_search (told DESC, article_id DESC);
CREATE INDEX article_search_lang ON news.article_search (lang, told DESC, article_id DESC);
CREATE INDEX article_search_source ON news.article_search (source_id, told DESC, article_id DESC);

CREATE INDEX articles_copies ON news.articles (canonical_id) WHERE NOT is_canonical;
CREATE INDEX articles_near_copies ON news.articles (near_duplicate_of) WHERE near_duplicate_of IS NOT NULL;

-- One SELECT, so that the planner sees through it: what is not asked for costs nothing.
CREATE FUNCTION news.list_articles(
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
      AND ($6 IS NULL OR $6 = EXISTS (SELECT FROM news.event_reports r WHERE r.article_id = s.article_id))
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
COMMENT ON FUNCTION news.list_articles IS 'Articles by language, publisher, days of publication, whether only originals, whether they tell events, load or day that brought them, story, drop, and words (news.search_query); null does not narrow.';

CREATE OR REPLACE FUNCTION news.search(query text, lang text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, most integer DEFAULT 50)
RETURNS TABLE (article_id uuid, rank real, title text, headline text, source text, language text,
               published_start date, published_end date, url text, story_id uuid)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    asked tsquery := news.search_query(query);
    given text := lower(normalize(query, NFC));
    bare text := news.plain(given);
    -- what is typed without accents is marked with any, what is typed with them only so
    marking regconfig := CASE WHEN bare = given THEN 'news.plain' ELSE 'simple' END;
    is_plain boolean := query !~* '"|(^|\s)-|\sor\s';
BEGIN
    RETURN QUERY
    WITH found AS (
        SELECT s.article_id, ts_rank_cd(s.words, asked, 33) AS rank
        FROM news.article_search s WHERE s.words @@ asked AND s.is_canonical
        UNION ALL -- misspelt, or words of the headline only: after all that has every word
        SELECT s.article_id, (news.title_likeness(bare, s.title) / 1000)::real
        FROM news.article_search s
        WHERE is_plain AND news.title_alike(bare, s.title) AND s.is_canonical AND NOT s.words @@ asked
    ), best AS (
        SELECT f.rank, a.*
        FROM found f JOIN news.articles a USING (article_id)
        WHERE (search.lang IS NULL OR a.lang = search.lang)
          AND (search."from" IS NULL OR coalesce(a.published_end, a.first_day) >= search."from")
          AND (search."to" IS NULL OR coalesce(a.published_start, a.first_day) <= search."to")
        ORDER BY f.rank DESC, a.published_start DESC NULLS LAST, a.article_id LIMIT most
    )
    SELECT b.article_id, b.rank, b.title,
           ts_headline(marking, b.body, asked, 'StartSel=«, StopSel=», MaxFragments=2, MaxWords=25, MinWords=8, FragmentDelimiter=" … "'),
           s.name, b.lang, b.published_start, b.published_end, b.url, b.story_id
    FROM best b LEFT JOIN news.sources s USING (source_id)
    ORDER BY b.rank DESC, b.published_start DESC NULLS LAST, b.article_id;
END $$;
