-- Days of the last week, between the first day that came in time and the newest, that no load has published.
SELECT d::date
FROM generate_series(greatest(%(newest)s - 7, (SELECT min(day) FROM ops.trend_days
                                               WHERE source_key = 'all' AND NOT is_backfill)),
                     least(%(today)s - 1, %(newest)s), interval '1 day') AS d
WHERE NOT EXISTS (SELECT FROM ops.loads l WHERE l.day = d::date AND l.status IN ('published', 'running', 'held', 'discarded'))
  AND d::date < %(newest)s
ORDER BY 1
