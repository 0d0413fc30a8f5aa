UPDATE ops.fetch_runs
SET finished_at = clock_timestamp(), outcome = %(outcome)s, reason = %(reason)s, n_listed = %(listed)s, n_new = %(new)s,
    n_fetched = %(fetched)s, n_unchanged = %(unchanged)s, n_gone = %(gone)s, n_refused = %(refused)s,
    n_waiting = %(waiting)s, n_bytes = %(bytes)s, drops = %(drops)s
WHERE fetch_id = %(fetch_id)s
