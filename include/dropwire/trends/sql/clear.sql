DELETE FROM ops.trend_days WHERE load_id = %(load_id)s
