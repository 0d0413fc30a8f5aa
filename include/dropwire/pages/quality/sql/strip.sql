-- Each day with the load that stands for it.
SELECT d::date, l.load_id, l.run_id, l.status, l.verdict, l.decision, l.reason, l.n_read, l.n_loaded, l.n_quarantined
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS d
LEFT JOIN LATERAL (
    SELECT * FROM ops.loads
    WHERE day = d::date AND kind <> 'replay' AND NOT dry_run
    ORDER BY status = 'failed', n_files = 0, load_id DESC LIMIT 1) AS l ON true
ORDER BY 1
