-- The newest attempt of each source for a day.
SELECT DISTINCT ON (source) source, outcome, reason, n_listed, n_new, n_fetched, n_unchanged, n_gone, n_refused, n_waiting,
       n_bytes, drops
FROM ops.fetch_runs WHERE day = %(day)s AND (%(run_id)s::text IS NULL OR run_id = %(run_id)s)
ORDER BY source, fetch_id DESC
