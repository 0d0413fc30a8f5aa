UPDATE ops.alerts
SET severity = %(severity)s, title = %(title)s, what = %(what)s, cause = %(cause)s, todo = %(todo)s, n = %(n)s,
    examples = CASE WHEN %(examples)s::jsonb = '[]' THEN examples ELSE %(examples)s END,
    chart = coalesce(%(chart)s, chart), since_day = least(since_day, %(day)s), last_day = greatest(last_day, %(day)s),
    run_id = %(run_id)s, load_id = coalesce(%(load_id)s, load_id), seen_at = %(now)s
WHERE key = %(key)s AND resolved_at IS NULL
RETURNING alert_id, key, topic, severity, source, title, what, cause, todo, n, examples, chart, since_day, last_day, run_id, load_id,
       opened_at, seen_at, notified_at, resolved_at, muted_until, muted_by
