INSERT INTO ops.trend_anomalies (day, source_key, metric, source, value, usual, low, high, n_history, load_id) VALUES %s
