-- Every load of a day, the newest first, with what it still has in hand.
SELECT load_id, run_id, kind, status, verdict, reason, started_at, finished_at, n_files, n_read, n_events_added, held_until,
       CASE WHEN status = 'held' THEN (SELECT count(*) FROM staging.articles a WHERE a.load_id = l.load_id) ELSE 0 END
FROM ops.loads l
WHERE day = %(day)s AND NOT dry_run
ORDER BY load_id DESC
LIMIT 50
