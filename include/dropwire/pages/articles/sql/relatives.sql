-- Articles with the same words or nearly so: the original first, then by day.
SELECT o.article_id::text, o.title, s.name, o.published_start, o.published_end, o.first_day, o.lang, o.syndicated_from,
       o.url, c.relation, c.similarity
FROM (SELECT a.canonical_id AS article_id, 'original' AS relation, 1 AS similarity
      FROM news.articles a WHERE a.article_id = %(id)s::uuid AND NOT a.is_canonical
      UNION ALL
      SELECT a.near_duplicate_of, 'reworked from', a.near_duplicate_score
      FROM news.articles a WHERE a.article_id = %(id)s::uuid AND a.near_duplicate_of IS NOT NULL
      UNION ALL
      (SELECT b.article_id, 'copy', 1
       FROM news.articles a JOIN news.articles b ON b.canonical_id = a.canonical_id AND NOT b.is_canonical
       WHERE a.article_id = %(id)s::uuid AND b.article_id <> a.article_id LIMIT 50)
      UNION ALL
      (SELECT b.article_id, 'reworked', b.near_duplicate_score
       FROM news.articles b WHERE b.near_duplicate_of = %(id)s::uuid LIMIT 50)) AS c
JOIN news.articles o USING (article_id)
LEFT JOIN news.sources s USING (source_id)
ORDER BY array_position(ARRAY['original', 'reworked from', 'copy', 'reworked'], c.relation),
         coalesce(o.published_end, o.first_day), o.article_id
