-- A trouble that comes back while it is muted stays muted.
INSERT INTO ops.alerts (key, topic, severity, source, title, what, cause, todo, n, examples, chart, since_day, last_day,
                        run_id, load_id, opened_at, seen_at, muted_until, muted_by)
SELECT %(key)s, %(topic)s, %(severity)s, %(source)s, %(title)s, %(what)s, %(cause)s, %(todo)s, %(n)s, %(examples)s,
       %(chart)s, %(day)s, %(day)s, %(run_id)s, %(load_id)s, %(now)s, %(now)s, m.muted_until, m.muted_by
FROM (SELECT) AS one
LEFT JOIN LATERAL (SELECT muted_until, muted_by FROM ops.alerts WHERE key = %(key)s AND muted_until > %(now)s
                   ORDER BY alert_id DESC LIMIT 1) AS m ON true
RETURNING alert_id, key, topic, severity, source, title, what, cause, todo, n, examples, chart, since_day, last_day, run_id, load_id,
       opened_at, seen_at, notified_at, resolved_at, muted_until, muted_by
