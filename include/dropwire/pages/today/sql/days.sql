-- Days side by side: how the newest load of each stands, and what all its loads brought.
SELECT d.day::date, l.status, l.verdict, l.reason, l.run_id, coalesce(s.n_loaded, 0), coalesce(s.n_quarantined, 0)
FROM generate_series(%(first)s::date, %(last)s::date, '1 day') AS d (day)
LEFT JOIN LATERAL (SELECT * FROM ops.loads l WHERE l.day = d.day::date AND NOT l.dry_run AND l.kind <> 'replay'
                   ORDER BY l.load_id DESC LIMIT 1) AS l ON true
LEFT JOIN LATERAL (SELECT sum(n_loaded) AS n_loaded, sum(n_quarantined) AS n_quarantined FROM ops.loads a
                   WHERE a.day = d.day::date AND NOT a.dry_run AND a.status IN ('published', 'discarded')) AS s ON true
ORDER BY d.day
