-- Whether a day may be out of the ordinary at all: only then are the weeks of every source read.
SELECT EXISTS (SELECT FROM ops.trend_anomalies WHERE day = %(day)s)
    OR EXISTS (SELECT FROM ops.trend_days WHERE day = %(day)s AND source_key = 'all' AND n_old > 0)
