-- A story is its earliest article and those linked to it: an original linked to no earlier head of a story is one itself.
-- So a change reaches later articles only, and only through those that begin or cease to be heads. First to be looked at:
-- what was touched, and the members of stories whose head was.
ANALYZE pub_touched_articles;
CREATE TEMP TABLE pub_stories (
    article_id uuid PRIMARY KEY, told date, first_day date, story_id uuid, is_touched boolean, is_open boolean,
    is_linked boolean NOT NULL DEFAULT false
) ON COMMIT DROP;
CREATE TEMP TABLE pub_decided (article_id uuid, was_head boolean, story_id uuid) ON COMMIT DROP;

INSERT INTO pub_stories
SELECT a.article_id, coalesce(a.published_end, a.first_day), a.first_day, a.story_id,
       a.article_id IN (SELECT article_id FROM pub_touched_articles), true
FROM (SELECT article_id FROM pub_touched_articles
      UNION SELECT m.article_id
      FROM pub_touched_articles t
      CROSS JOIN LATERAL (SELECT article_id FROM news.articles WHERE story_id = t.article_id OFFSET 0) AS m) AS started
CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE article_id = started.article_id AND is_canonical OFFSET 0) AS a;
ANALYZE pub_stories;

-- What 06_links finds: other originals an article is linked to, and whether they come before it.
CREATE TEMP TABLE pub_asked (article_id uuid PRIMARY KEY) ON COMMIT DROP;
CREATE TEMP TABLE pub_recognisable ON COMMIT DROP AS
SELECT r.*, ARRAY[r.type] AS other_types, r.lon AS width FROM news.event_reports r WITH NO DATA;
CREATE TEMP TABLE pub_shared (article_id uuid, other_id uuid, n bigint) ON COMMIT DROP;
CREATE TEMP TABLE pub_links (
    article_id uuid, other_id uuid, kind text, score float8, told date, first_day date, story_id uuid, is_earlier boolean
) ON COMMIT DROP;
CREATE INDEX ON pub_links (article_id);
