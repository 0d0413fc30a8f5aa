-- How each day of a range stands: its files, its newest load, and whether what is loaded was made with older rules.
WITH newest AS (
    SELECT rules_version FROM ops.loads WHERE rules_version IS NOT NULL ORDER BY load_id DESC LIMIT 1
), files AS (
    SELECT day, count(*) FILTER (WHERE read_by IS NOT NULL) AS n_read FROM landing.drop_files
    WHERE day BETWEEN %(first)s AND %(last)s GROUP BY day
), waiting AS (
    SELECT day, count(*) AS n FROM ops.waiting_files WHERE day BETWEEN %(first)s AND %(last)s GROUP BY day
), loads AS (
    SELECT DISTINCT ON (day) day, load_id, run_id, status, verdict, kind, n_read, n_loaded, n_quarantined, reason,
           rules_version
    FROM ops.loads
    WHERE day BETWEEN %(first)s AND %(last)s AND kind <> 'replay' AND NOT dry_run
    ORDER BY day, load_id DESC
), days AS (
    SELECT d::date AS day, coalesce(f.n_read, 0) AS n_read_files, coalesce(w.n, 0) AS n_waiting, l.load_id, l.run_id,
           l.status, l.verdict, l.n_read, l.n_loaded, l.n_quarantined, l.reason, l.rules_version,
           coalesce(f.n_read, 0) > 0 AND EXISTS (
               SELECT FROM landing.drop_files o JOIN ops.loads b ON b.load_id = o.read_by
               WHERE o.day = d::date AND b.rules_version <> (SELECT rules_version FROM newest)
                 AND NOT EXISTS (SELECT FROM landing.drop_files n
                                 WHERE n.name = o.name AND n.read_by IS NOT NULL
                                   AND (n.arrived_at, n.file_id) > (o.arrived_at, o.file_id))) AS is_outdated
    FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS d
    LEFT JOIN files f ON f.day = d::date
    LEFT JOIN waiting w ON w.day = d::date
    LEFT JOIN loads l ON l.day = d::date
)
SELECT day, CASE WHEN status = 'running' THEN 'loading'
                 WHEN status = 'held' THEN 'held'
                 WHEN status IN ('failed', 'stopped') THEN 'failed'
                 WHEN n_waiting > 0 THEN 'missing'
                 WHEN status = 'discarded' THEN 'discarded'
                 WHEN is_outdated THEN 'outdated'
                 WHEN n_read_files > 0 THEN 'loaded'
                 WHEN load_id IS NOT NULL THEN 'empty'
                 ELSE 'none' END,
       n_read_files, n_waiting, load_id, run_id, verdict, n_read, n_loaded, n_quarantined, reason, rules_version,
       is_outdated
FROM days ORDER BY day
