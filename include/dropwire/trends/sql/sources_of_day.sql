-- The sources of a day: those out of the ordinary first, then those that came on most days of the week before and now did
-- not, then the largest.
SELECT source_key
FROM (SELECT source_key, day, 0 AS n, true AS is_odd FROM ops.trend_anomalies WHERE day = %(day)s
      UNION ALL
      SELECT t.source_key, t.day, t.n_articles, false FROM ops.trend_days t JOIN ops.loads l USING (load_id)
      WHERE t.day BETWEEN %(day)s::date - 7 AND %(day)s AND NOT t.is_backfill
        AND (l.status = 'published' OR l.load_id = %(load_id)s)) AS s
WHERE source_key <> 'all'
GROUP BY source_key
HAVING bool_or(day = %(day)s) OR count(DISTINCT day) > 3
ORDER BY bool_or(is_odd) DESC, bool_or(day = %(day)s), sum(n) DESC, source_key
LIMIT %(most)s
