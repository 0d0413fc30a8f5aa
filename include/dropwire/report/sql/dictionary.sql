-- Every table and view with its comment and its columns, in the order people read them.
SELECT n.nspname, c.relname, c.relkind IN ('v', 'm') AS is_view, obj_description(c.oid, 'pg_class') AS said,
       ARRAY(SELECT k.attname::text FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS u (attnum, n)
             JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = u.attnum
             WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY u.n) AS key,
       (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                                         col_description(c.oid, a.attnum)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (%(schemas)s) AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
ORDER BY array_position(%(schemas)s, n.nspname::text), is_view, c.relname
