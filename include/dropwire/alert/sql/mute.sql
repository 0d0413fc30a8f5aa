UPDATE ops.alerts SET muted_until = %(until)s, muted_by = %(by)s
WHERE alert_id = %(alert_id)s
RETURNING alert_id, key, topic, severity, source, title, what, cause, todo, n, examples, chart, since_day, last_day, run_id, load_id,
       opened_at, seen_at, notified_at, resolved_at, muted_until, muted_by
