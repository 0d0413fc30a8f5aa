-- Put the links in place. A story is its earliest article and those linked to it: an original linked to no earlier head
-- of a story is one itself. So a change reaches later articles only, and only through those that begin or cease to be
-- heads. First to be looked at: what was touched, and what is or was linked to it.
CREATE TEMP TABLE pub_stories (
    article_id uuid PRIMARY KEY, told date, first_day date, story_id uuid, is_open boolean, is_near boolean,
    near_duplicate_of uuid, near_duplicate_score float8, is_linked boolean NOT NULL DEFAULT false
) ON COMMIT DROP;
-- What each is linked to of earlier articles, numbered from the earliest on.
CREATE TEMP TABLE pub_earlier (article_id uuid, other_id uuid, place bigint, is_head boolean) ON COMMIT DROP;
CREATE INDEX ON pub_earlier (article_id);
CREATE TEMP TABLE pub_decided (article_id uuid, was_head boolean, story_id uuid) ON COMMIT DROP;

-- The links there were, as they lie in the other direction.
CREATE TEMP TABLE pub_linked ON COMMIT DROP AS
SELECT l.other_id AS article_id, l.article_id AS other_id, l.kind
FROM news.article_links l JOIN pub_touched_articles USING (article_id);
ANALYZE pub_linked;

INSERT INTO pub_stories
SELECT a.article_id, coalesce(a.published_end, a.first_day), a.first_day, a.story_id, true, true
FROM (SELECT article_id FROM pub_touched_articles
      UNION SELECT article_id FROM pub_linked
      UNION SELECT other_id FROM pub_links) AS started
JOIN news.articles a USING (article_id)
WHERE a.is_canonical;

DELETE FROM news.article_links l USING pub_touched_articles t WHERE t.article_id = l.article_id;
DELETE FROM news.article_links l USING pub_linked b WHERE (b.article_id, b.other_id, b.kind) = (l.article_id, l.other_id, l.kind);
-- in the order of the index: a page of it is then read and written once, however large it has become
INSERT INTO news.article_links SELECT * FROM pub_links ORDER BY article_id, other_id, kind;
ANALYZE pub_stories;

-- A near copy points to the one of its like that came first, what names another publisher as its source after others.
UPDATE pub_stories s SET (near_duplicate_of, near_duplicate_score) = (
    SELECT (array_agg(o.article_id ORDER BY (o.syndicated_from IS NOT NULL), coalesce(o.published_end, o.first_day), o.first_day, o.article_id)
            FILTER (WHERE (o.syndicated_from IS NOT NULL, coalesce(o.published_end, o.first_day), o.first_day, o.article_id)
                        < (a.syndicated_from IS NOT NULL, s.told, s.first_day, s.article_id)))[1],
           max(l.score)
    FROM news.articles a
    JOIN news.article_links l ON l.article_id = a.article_id AND l.kind = 'text'
    JOIN news.articles o ON o.article_id = l.other_id AND o.is_canonical
    WHERE a.article_id = s.article_id);
