SELECT rule, dataset, severity, success, n_rows, n_failed, reason
FROM ops.check_results
WHERE load_id = %(load_id)s
ORDER BY rule
