-- Originals of the story around this article in time, and how many events each shares with it.
WITH this AS (
    SELECT a.article_id, a.story_id, coalesce(a.published_end, a.first_day) AS told
    FROM news.articles a WHERE a.article_id = %(id)s::uuid
), members AS (
    SELECT o.article_id, o.title, o.source_id, o.published_start, o.published_end, o.first_day, o.lang,
           coalesce(o.published_end, o.first_day) AS told
    FROM news.articles o JOIN this USING (story_id)
    WHERE o.is_canonical OR o.article_id = this.article_id LIMIT 2000
), near AS (
    SELECT m.*, count(*) OVER () AS n FROM members m, this ORDER BY abs(m.told - this.told), m.article_id LIMIT 30
)
SELECT n.article_id::text, n.title, s.name, n.published_start, n.published_end, n.first_day, n.lang,
       n.article_id = %(id)s::uuid,
       (SELECT count(DISTINCT r.event_id) FROM news.event_reports r
        WHERE r.article_id = n.article_id
          AND r.event_id IN (SELECT mine.event_id FROM news.event_reports mine WHERE mine.article_id = %(id)s::uuid)),
       n.n
FROM near n LEFT JOIN news.sources s USING (source_id)
ORDER BY n.told, n.article_id
