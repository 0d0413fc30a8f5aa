SELECT rule, place, found FROM (
    SELECT r.rule, coalesce(a.url, a.file || coalesce(' #' || a.record, ''), f.row->>'item_id', 'the load') AS place,
           left(coalesce((SELECT string_agg(v.key || ' = ' || coalesce(v.value, 'nothing'), ', ')
                          FROM jsonb_each_text(CASE jsonb_typeof(f.row->'found') WHEN 'object' THEN f.row->'found'
                                               ELSE '{}'::jsonb END) AS v), ''), 160) AS found,
           row_number() OVER (PARTITION BY r.rule ORDER BY f.n) AS n
    FROM ops.check_results r
    CROSS JOIN LATERAL jsonb_array_elements(r.failing) WITH ORDINALITY AS f (row, n)
    LEFT JOIN staging.articles a ON a.load_id = r.load_id AND a.item_id::text = f.row->>'item_id'
    WHERE r.load_id = %(load_id)s AND f.n <= 3) AS shown
ORDER BY rule, n
