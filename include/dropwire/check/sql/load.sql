SELECT * FROM (  -- Great Expectations takes no query that does not begin so
WITH days AS (
    -- What the day itself and those before it have brought by now, without what was only read again.
    SELECT o.day, sum(o.n_read - o.n_unchanged) AS n_items
    FROM ops.loads o JOIN ops.loads l ON l.load_id = %(load_id)s
    WHERE o.status = 'published' AND o.kind NOT IN ('backfill', 'replay', 'reread') AND o.load_id <> l.load_id
      AND o.day BETWEEN l.day - 28 AND l.day
    GROUP BY o.day
), counted AS (
    -- A file that came late is no small day: the load counts together with the earlier ones of its day.
    SELECT l.day, l.kind,
           (SELECT coalesce(sum(s.n_articles + s.n_rejected), 0) FROM staging.shards s WHERE s.load_id = l.load_id)
           + coalesce(sum(days.n_items) FILTER (WHERE days.day = l.day), 0) AS n_items,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY days.n_items) FILTER (WHERE days.day < l.day) AS usual_items,
           count(*) FILTER (WHERE days.day < l.day) AS n_days
    FROM ops.loads l LEFT JOIN days ON true
    WHERE l.load_id = %(load_id)s
    GROUP BY l.load_id
)
SELECT day, kind, n_items::integer, usual_items,
       -- The load as one row. Only a daily run of a warehouse that has seen a week of real days is compared with others.
       CASE WHEN kind NOT IN ('backfill', 'replay', 'reread') AND n_days >= 7 AND usual_items >= 50
            THEN n_items / usual_items END AS volume_ratio
FROM counted
) AS checked
