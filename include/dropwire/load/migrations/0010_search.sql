-- Full-text search, with accents and without. The index lies beside the articles and is brought up to date after a load is
-- published (load/search.py): a live one on the articles would make publishing many times slower.
DO $$
DECLARE missing text[] := ARRAY(SELECT name FROM unnest(ARRAY['unaccent', 'pg_trgm']) AS name
                                WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = name));
BEGIN
    IF missing = '{}' THEN RETURN; END IF;
    CREATE SCHEMA IF NOT EXISTS extensions;
    COMMENT ON SCHEMA extensions IS 'Functions of PostgreSQL''s extensions unaccent and pg_trgm.';
    GRANT USAGE ON SCHEMA extensions TO dropwire_loader, dropwire_reader;
    FOR i IN 1 .. cardinality(missing) LOOP
        EXECUTE format('CREATE EXTENSION %I SCHEMA extensions', missing[i]);
    END LOOP;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE insufficient_privilege USING MESSAGE = format(
        'search needs two extensions; ask an administrator to run in this database: CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm; (%s)', SQLERRM);
END $$;

-- An administrator may have put them elsewhere: what depends on where they are is made here.
DO $$
DECLARE
    plain text := (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'unaccent');
    trgm text := (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm');
BEGIN
    EXECUTE format('CREATE FUNCTION news.plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $f$ SELECT %1$s.unaccent(%2$L::regdictionary, words) $f$',
                   plain, plain || '.unaccent');
    CREATE TEXT SEARCH CONFIGURATION news.plain (COPY = pg_catalog.simple);
    EXECUTE format('ALTER TEXT SEARCH CONFIGURATION news.plain ALTER MAPPING FOR word, numword, hword, numhword, hword_part, hword_numpart WITH %s.unaccent, simple', plain);
    CREATE TABLE news.article_search (
        article_id     uuid PRIMARY KEY REFERENCES news.articles ON DELETE CASCADE,
        content_sha256 text NOT NULL,
        title          text NOT NULL,
        words          tsvector NOT NULL
    );
    ALTER TABLE news.article_search ALTER COLUMN words SET STORAGE EXTERNAL; -- compression gains nothing on it
    CREATE INDEX article_search_words ON news.article_search USING gin (words);
    EXECUTE format('CREATE INDEX article_search_title ON news.article_search USING gin (title %s.gin_trgm_ops)', trgm);
    EXECUTE format('CREATE FUNCTION news.title_likeness(asked text, title text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$ SELECT %s.word_similarity(asked, title) $f$', trgm);
    EXECUTE format('CREATE FUNCTION news.title_alike(asked text, title text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $f$ SELECT asked OPERATOR(%s.<%%) title $f$', trgm);
END $$;
COMMENT ON FUNCTION news.plain IS 'The words without accents: "Quân đội" becomes "Quan doi".';
COMMENT ON TEXT SEARCH CONFIGURATION news.plain IS 'Words without case and accents, of any language.';
COMMENT ON FUNCTION news.title_likeness IS 'How much of what was asked stands in the title, 0 to 1, misspelt or not.';
COMMENT ON FUNCTION news.title_alike IS 'True when that is 0.6 or more (pg_trgm.word_similarity_threshold).';
COMMENT ON TABLE news.article_search IS 'What news.search looks in: words of every text, once for all its copies. Filled after publication.';
COMMENT ON COLUMN news.article_search.article_id IS 'The article, the canonical one of its copies.';
COMMENT ON COLUMN news.article_search.content_sha256 IS 'Content these words were taken from, as in news.articles.';
COMMENT ON COLUMN news.article_search.title IS 'Headline in lower case without accents.';
COMMENT ON COLUMN news.article_search.words IS 'Words of headline (weight A) and body (D), as written and, where that differs, without accents.';

CREATE TABLE ops.search_state (
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    indexed_upto timestamptz NOT NULL
);
INSERT INTO ops.search_state VALUES (true, '-infinity');
COMMENT ON TABLE ops.search_state IS 'How far news.article_search has followed news.articles.';
COMMENT ON COLUMN ops.search_state.only_row IS 'True: there is one row.';
COMMENT ON COLUMN ops.search_state.indexed_upto IS 'Latest valid_from of an article that has been taken up.';

CREATE FUNCTION news.search_words(title text, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    start text := left(body, 100000); -- a tsvector holds 1 MB
    words tsvector := setweight(to_tsvector('simple', coalesce(title, '')), 'A') || setweight(to_tsvector('simple', start), 'D');
    bare text := news.plain(start);
    bare_title text := coalesce(news.plain(title), '');
BEGIN
    IF (bare_title, bare) IS DISTINCT FROM (coalesce(title, ''), start) THEN
        words := words || setweight(to_tsvector('simple', bare_title), 'A') || setweight(to_tsvector('simple', bare), 'D');
    END IF;
    RETURN words;
END $$;
COMMENT ON FUNCTION news.search_words IS 'Words of an article as news.article_search keeps them.';

-- "hòa" and "hoà" are the same word, spelt by the new rule and the old.
CREATE FUNCTION news.search_query(query text) RETURNS tsquery
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    asked text := websearch_to_tsquery('simple', normalize(query, NFC))::text;
    tone text[];
BEGIN
    IF asked ~ '[òóỏõọàáảãạèéẻẽẹùúủũụỳýỷỹỵ]''' OR asked ~ '[òóỏõọùúủũụ][aey]''' THEN
        FOREACH tone SLICE 1 IN ARRAY ARRAY[
            ['òa', 'oà'], ['óa', 'oá'], ['ỏa', 'oả'], ['õa', 'oã'], ['ọa', 'oạ'],
            ['òe', 'oè'], ['óe', 'oé'], ['ỏe', 'oẻ'], ['õe', 'oẽ'], ['ọe', 'oẹ'],
            ['ùy', 'uỳ'], ['úy', 'uý'], ['ủy', 'uỷ'], ['ũy', 'uỹ'], ['ụy', 'uỵ']] LOOP
            asked := regexp_replace(asked, format('''([^'' ]*)(?:%s|%s)''', tone[1], tone[2]),
                                    format('(''\1%s'' | ''\1%s'')', tone[1], tone[2]), 'g');
        END LOOP;
    END IF;
    RETURN asked::tsquery;
END $$;
COMMENT ON FUNCTION news.search_query IS 'What a person typed, as a query: words all to be found, "a phrase", or, -without.';

CREATE FUNCTION news.search(query text, lang text DEFAULT NULL, "from" date DEFAULT NULL, "to" date DEFAULT NULL, most integer DEFAULT 50)
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
        FROM news.article_search s WHERE s.words @@ asked
        UNION ALL -- misspelt, or words of the headline only: after all that has every word
        SELECT s.article_id, (news.title_likeness(bare, s.title) / 1000)::real
        FROM news.article_search s WHERE is_plain AND news.title_alike(bare, s.title) AND NOT s.words @@ asked
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
COMMENT ON FUNCTION news.search IS 'Articles that have all the words, best first, with the words marked «so» in a headline. A word typed without accents is found with any, one typed with accents only so. Language (ISO 639-1) and days of publication narrow it; copies of a text are told once.';

GRANT SELECT ON news.article_search, ops.search_state TO dropwire_loader, dropwire_reader;
GRANT INSERT, UPDATE, DELETE ON news.article_search TO dropwire_loader;
GRANT UPDATE ON ops.search_state TO dropwire_loader;
