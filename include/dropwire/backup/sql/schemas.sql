-- The schemas made by migrations.
SELECT nspname
FROM pg_namespace
WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('public', 'information_schema')
ORDER BY 1
