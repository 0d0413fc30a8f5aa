UPDATE ops.alerts SET notified_at = %(now)s WHERE alert_id = ANY (%(ids)s)
