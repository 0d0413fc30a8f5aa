-- A page of the list of loads, the newest first.
SELECT load_id, day, run_id, kind, dry_run, status, verdict, decision, reason, started_by, started_at, finished_at,
       n_files, n_read, n_loaded, n_unchanged, n_duplicate, n_quarantined, n_skipped,
       n_events_added, n_events_changed, n_events_removed, rules_version
FROM ops.loads
WHERE (%(load_id)s::bigint IS NULL OR load_id = %(load_id)s)
  AND (%(before)s::bigint IS NULL OR load_id < %(before)s)
  AND (%(day)s::date IS NULL OR day = %(day)s)
  AND (%(kinds)s::text[] IS NULL OR kind = ANY (%(kinds)s))
  AND (%(statuses)s::text[] IS NULL OR status = ANY (%(statuses)s))
ORDER BY load_id DESC
LIMIT %(most)s
