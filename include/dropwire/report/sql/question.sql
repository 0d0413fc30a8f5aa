-- A held load and the rules it is held for, the rule with the greatest share of failing rows first.
SELECT l.day, l.kind, l.n_files, l.run_id,
       (SELECT coalesce(sum(n_articles + n_rejected), 0) FROM staging.shards s WHERE s.load_id = l.load_id) AS n_read,
       (SELECT count(*) FROM staging.articles s WHERE s.load_id = l.load_id) AS n_staged,
       (SELECT count(*) FROM staging.events s WHERE s.load_id = l.load_id) AS n_events,
       (SELECT count(DISTINCT r.item_id) FROM ops.rejects r
        WHERE r.load_id = l.load_id AND r.event_no IS NULL AND r.disposition = 'quarantined') AS n_aside,
       (SELECT max(o.day) FROM ops.loads o WHERE o.status = 'published' AND o.n_loaded > 0) AS last_good,
       c.rule, c.reason, c.dataset, c.n_failed, c.n_rows, c.observed
FROM ops.loads l
JOIN ops.check_results c ON c.load_id = l.load_id AND c.severity = 'hold' AND NOT c.success
WHERE l.load_id = %(load_id)s AND l.verdict = 'hold' AND l.status IN ('held', 'running', 'stopped') AND NOT l.dry_run
ORDER BY c.n_failed::float8 / greatest(c.n_rows, 1) DESC, c.rule
