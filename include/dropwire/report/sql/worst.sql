-- Three failing rows of each rule a load is held for, of three sources where there are as many.
WITH failing AS (
    SELECT c.rule, f -> 'found' AS found, s.file, s.record, s.title, s.source, s.url, s.item_id
    FROM ops.check_results c
    CROSS JOIN jsonb_array_elements(c.failing) AS f
    JOIN staging.articles s ON s.load_id = c.load_id AND s.item_id = (f ->> 'item_id')::uuid
    WHERE c.load_id = %(load_id)s AND c.severity = 'hold' AND NOT c.success
), turns AS (
    SELECT *, row_number() OVER (PARTITION BY rule, source ORDER BY file, record) AS turn FROM failing
), chosen AS (
    SELECT *, row_number() OVER (PARTITION BY rule ORDER BY turn, file, record) AS place FROM turns
)
SELECT rule, file, record, title, source, url, found FROM chosen WHERE place <= 3 ORDER BY rule, place
