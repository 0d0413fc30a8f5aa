-- What of a day may be out of the ordinary: only of these sources are the weeks read.
SELECT source_key FROM ops.trend_anomalies WHERE day = %(day)s
UNION
SELECT source_key FROM ops.trend_days WHERE day = %(day)s AND source_key = 'all' AND n_old > 0
