INSERT INTO ops.check_results
    (load_id, rule, dataset, expectation, severity, success, n_rows, n_failed, observed, failing, reason)
VALUES %s
