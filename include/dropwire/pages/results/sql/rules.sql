-- Every rule of a load, or one, those that failed first, with up to ten failing rows.
SELECT r.rule, r.dataset, r.severity, r.success AS held, r.n_rows, r.n_failed, r.reason,
       coalesce((SELECT jsonb_agg(jsonb_build_object(
                            'place', coalesce(a.file || coalesce(' #' || a.record, ''), j.place, f.row->>'item_id', 'the load'),
                            'event', f.row->'event_no', 'item_id', f.row->>'item_id', 'url', a.url, 'title', a.title, 'found', f.row->'found') ORDER BY f.n)
                 FROM jsonb_array_elements(r.failing) WITH ORDINALITY AS f (row, n)
                 LEFT JOIN staging.articles a ON a.load_id = r.load_id AND a.item_id::text = f.row->>'item_id'
                 LEFT JOIN LATERAL (SELECT o.file || coalesce(' #' || o.record, '') AS place FROM ops.rejects o
                                    WHERE o.load_id = r.load_id AND o.item_id::text = f.row->>'item_id' LIMIT 1) AS j ON true
                 WHERE f.n <= 10), '[]')
FROM ops.check_results r
WHERE r.load_id = %(load_id)s AND (%(rule)s::text IS NULL OR r.rule = %(rule)s)
ORDER BY held, array_position(ARRAY['stop', 'hold', 'reject', 'warn'], r.severity), r.n_failed DESC, r.rule
