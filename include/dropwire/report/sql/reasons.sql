-- Why items were not simply loaded as new: one row per load, disposition and rule, with an example.
SELECT load_id, disposition, rule, count(*),
       (array_agg(file || coalesce(' #' || record, '') ORDER BY file, record))[1],
       (array_agg(coalesce(reason, '') ORDER BY file, record))[1]
FROM ops.items
WHERE load_id = ANY (%(load_ids)s) AND (disposition <> 'loaded' AND rule IS NOT NULL OR rule = 'changed')
GROUP BY load_id, disposition, rule
ORDER BY load_id, array_position(ARRAY['quarantined', 'skipped', 'duplicate', 'unchanged', 'loaded'], disposition), count(*) DESC, rule
