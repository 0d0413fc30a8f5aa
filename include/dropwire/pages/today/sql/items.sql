-- What became of the items of a day, each counted once: by the last load that made anything of it, else as unchanged.
WITH of_day AS (
    SELECT load_id FROM ops.loads
    WHERE day = %(day)s AND NOT dry_run AND n_read > 0 AND status IN ('published', 'discarded')
), newest AS (
    SELECT DISTINCT ON (i.item_id) i.* FROM landing.drop_items i JOIN of_day USING (load_id)
    ORDER BY i.item_id, i.disposition = 'unchanged', i.load_id DESC
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
