-- The events that the articles of a day's loads tell, by type.
SELECT c.type, t.words, c.n
FROM (SELECT e.type, count(*) AS n
      FROM (SELECT DISTINCT r.event_id
            FROM landing.drop_items i JOIN news.event_reports r USING (article_id)
            WHERE i.load_id = ANY (%(loads)s::bigint[]) AND i.read_on = ANY (%(read_on)s::date[])
              AND i.disposition = 'loaded') AS told
      JOIN news.events e USING (event_id)
      GROUP BY e.type) AS c
JOIN news.event_types t USING (type)
ORDER BY 3 DESC, 1
