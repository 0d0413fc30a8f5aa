-- What became of the items of a day, each counted once: by the last load that made anything of it, else as unchanged.
WITH newest AS (
    SELECT DISTINCT ON (item_id) item_id, load_id, file_id, record, disposition, rule, reason, source
    FROM landing.drop_items
    WHERE load_id = ANY (%(loads)s::bigint[]) AND read_on = ANY (%(read_on)s::date[])
    ORDER BY item_id, disposition = 'unchanged', load_id DESC
)
SELECT coalesce(n.source, ''), n.disposition, coalesce(n.rule, ''), count(*),
       min(n.reason), min(f.name || coalesce(' #' || n.record, ''))
FROM newest n
JOIN landing.drop_files f USING (file_id)
GROUP BY 1, 2, 3
