-- What became of the items of a day, each counted once: by the last load that made anything of it, else as unchanged.
WITH newest AS (
    SELECT DISTINCT ON (item_id) item_id, load_id, file_id, record, disposition, rule, reason, article_id
    FROM landing.drop_items
    WHERE load_id = ANY (%(loads)s::bigint[]) AND read_on = ANY (%(read_on)s::date[])
    ORDER BY item_id, disposition = 'unchanged', load_id DESC
)
SELECT coalesce(s.name, r.source, ''), n.disposition, coalesce(n.rule, ''), count(*),
       min(n.reason), min(f.name || coalesce(' #' || n.record, ''))
FROM newest n
JOIN landing.drop_files f USING (file_id)
LEFT JOIN news.articles a ON a.article_id = n.article_id
LEFT JOIN news.sources s USING (source_id)
LEFT JOIN LATERAL (SELECT r.source FROM ops.rejects r
                   WHERE n.article_id IS NULL AND (r.load_id, r.item_id) = (n.load_id, n.item_id) LIMIT 1) AS r ON true
GROUP BY 1, 2, 3
