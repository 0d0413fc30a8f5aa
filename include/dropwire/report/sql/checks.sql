-- Expectations that did not hold. A rejected event alone shows here and nowhere else in the account.
SELECT load_id, rule, dataset, severity, n_failed, n_rows, reason
FROM ops.check_results
WHERE load_id = ANY (%(load_ids)s) AND NOT success
ORDER BY load_id, array_position(ARRAY['stop', 'hold', 'reject', 'warn'], severity), n_failed DESC, rule
