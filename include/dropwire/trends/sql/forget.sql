DELETE FROM ops.trend_anomalies WHERE day = ANY (%(days)s)
