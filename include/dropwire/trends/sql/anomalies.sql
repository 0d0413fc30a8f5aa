SELECT day, source_key, metric, source, value, usual, low, high, n_history
FROM ops.trend_anomalies WHERE day BETWEEN %(first)s AND %(last)s ORDER BY day, source_key, metric
