UPDATE ops.alerts SET resolved_at = %(now)s, run_id = %(run_id)s
WHERE alert_id = ANY (%(ids)s)
RETURNING alert_id, key, topic, severity, source, title, what, cause, todo, n, examples, chart, since_day, last_day, run_id, load_id,
       opened_at, seen_at, notified_at, resolved_at, muted_until, muted_by
