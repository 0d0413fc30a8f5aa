SELECT a.title, s.name, a.body, a.lang
FROM news.articles a LEFT JOIN news.sources s USING (source_id) WHERE a.article_id = %(id)s::uuid
