-- What points to what: foreign keys, and columns that bear the name of another table's key without being held to it.
WITH keys AS (
    SELECT i.indrelid AS table_id, a.attname
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE NOT (SELECT relispartition FROM pg_class WHERE oid = i.indrelid) AND i.indisprimary AND i.indnkeyatts = 1 AND a.attname LIKE '%%\_id'
      AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = i.indrelid AND a.attnum = ANY (f.conkey))
), enforced AS (
    SELECT conrelid AS child, confrelid AS parent, conkey AS columns FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
), found AS (
    SELECT child, parent, columns, true AS is_enforced FROM enforced
    UNION ALL
    SELECT a.attrelid, k.table_id, ARRAY[a.attnum], false
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0
    JOIN keys k ON k.attname = a.attname AND k.table_id <> a.attrelid
    JOIN pg_class p ON p.oid = k.table_id AND p.relnamespace = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM keys own WHERE (own.table_id, own.attname) = (a.attrelid, a.attname))
      AND NOT EXISTS (SELECT FROM enforced e WHERE e.child = a.attrelid AND a.attnum = ANY (e.columns))
)
SELECT cn.nspname, c.relname, pn.nspname, p.relname, f.is_enforced,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = f.child AND a.attnum = ANY (f.columns) ORDER BY a.attnum),
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = f.child AND a.attnum = ANY (f.columns) AND NOT a.attnotnull) AS is_optional
FROM found f
JOIN pg_class c ON c.oid = f.child JOIN pg_namespace cn ON cn.oid = c.relnamespace
JOIN pg_class p ON p.oid = f.parent JOIN pg_namespace pn ON pn.oid = p.relnamespace
WHERE cn.nspname = ANY (%(schemas)s) AND pn.nspname = ANY (%(schemas)s)
ORDER BY 1, 2, 3, 4, 6
