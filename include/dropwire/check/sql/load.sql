SELECT * FROM (  -- Great Expectations takes no query that does not begin so
WITH usual AS (
    -- What a day brings: new on each of the last 28 days that were loaded when they ended.
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY n_read) AS n_items, count(*) AS n_days
    FROM (SELECT o.day, sum(o.n_read - o.n_unchanged) AS n_read
          FROM ops.loads o JOIN ops.loads l ON l.load_id = %(load_id)s
          WHERE o.status = 'published' AND o.kind NOT IN ('backfill', 'replay', 'reread')
            AND o.day BETWEEN l.day - 28 AND l.day - 1
          GROUP BY o.day) AS days
), own AS (
    -- With what earlier loads of the day have brought: a file that came late is no small day.
    SELECT (SELECT coalesce(sum(n_articles + n_rejected), 0) FROM staging.shards WHERE load_id = %(load_id)s)::integer
         + (SELECT coalesce(sum(o.n_read - o.n_unchanged), 0)
            FROM ops.loads o JOIN ops.loads l ON l.load_id = %(load_id)s AND o.day = l.day AND o.load_id <> l.load_id
            WHERE o.status = 'published' AND o.kind NOT IN ('backfill', 'replay', 'reread'))::integer AS n_items
)
SELECT l.day, l.kind, own.n_items, usual.n_items AS usual_items,
       -- The load as one row. Only a daily run of a warehouse that has seen a week of real days is compared with others.
       CASE WHEN l.kind NOT IN ('backfill', 'replay', 'reread') AND usual.n_days >= 7 AND usual.n_items >= 50
            THEN own.n_items / usual.n_items END AS volume_ratio
FROM ops.loads l CROSS JOIN own CROSS JOIN usual
WHERE l.load_id = %(load_id)s
) AS checked
