-- The loads asked for: by number, or the newest load of each day and, where that one read nothing, the last that did.
SELECT l.load_id, l.day, l.kind, l.dry_run, l.status, l.verdict, l.reason, l.started_at, l.finished_at, l.n_files,
       l.n_read, l.n_loaded, l.n_unchanged, l.n_duplicate, l.n_quarantined, l.n_skipped,
       l.n_events_added, l.n_events_changed, l.n_events_removed,
       CASE WHEN l.decision IS NOT NULL THEN d.decision END, d.decided_by, d.comment
FROM ops.loads l
LEFT JOIN LATERAL (SELECT * FROM ops.decisions d WHERE d.load_id = l.load_id ORDER BY decision_id DESC LIMIT 1) AS d ON true
WHERE CASE WHEN %(load_ids)s::bigint[] IS NOT NULL THEN l.load_id = ANY (%(load_ids)s::bigint[])
      ELSE (%(days)s::date[] IS NULL OR l.day = ANY (%(days)s::date[]))
       AND (l.load_id = (SELECT max(o.load_id) FROM ops.loads o WHERE o.day = l.day AND o.kind <> 'replay')
            OR l.load_id = (SELECT max(o.load_id) FROM ops.loads o
                            WHERE o.day = l.day AND o.n_read > 0 AND o.kind <> 'replay'
                              AND o.status IN ('published', 'discarded'))) END
ORDER BY l.day, l.load_id
