-- name, tag, value of the tag, number. Totals are over every load that was published.
WITH published AS (SELECT * FROM ops.loads WHERE status = 'published'),
     newest AS (SELECT * FROM published ORDER BY finished_at DESC LIMIT 1)
SELECT 'items', 'disposition', disposition, sum(n)
FROM published,
     LATERAL (VALUES ('loaded', n_loaded), ('unchanged', n_unchanged), ('duplicate', n_duplicate),
                     ('quarantined', n_quarantined), ('skipped', n_skipped)) AS counted (disposition, n)
GROUP BY disposition
UNION ALL
SELECT 'events', 'change', change, sum(n)
FROM published,
     LATERAL (VALUES ('added', n_events_added), ('changed', n_events_changed), ('removed', n_events_removed))
         AS counted (change, n)
GROUP BY change
UNION ALL
SELECT 'loads', 'status', status, count(l.load_id)
FROM unnest(ARRAY['running', 'held', 'published', 'discarded', 'rehearsed', 'failed']) AS status
LEFT JOIN ops.loads l USING (status)
GROUP BY status
UNION ALL
SELECT 'load.items', 'disposition', disposition, n
FROM newest,
     LATERAL (VALUES ('loaded', n_loaded), ('unchanged', n_unchanged), ('duplicate', n_duplicate),
                     ('quarantined', n_quarantined), ('skipped', n_skipped)) AS counted (disposition, n)
UNION ALL
SELECT 'load.seconds', NULL, NULL, extract(epoch FROM finished_at - started_at) FROM newest
UNION ALL
SELECT 'load.published_at', NULL, NULL, extract(epoch FROM finished_at) FROM newest
UNION ALL
SELECT 'quarantine.open', NULL, NULL, count(*) FROM ops.quarantine WHERE state = 'open'
UNION ALL
SELECT 'alerts.open', 'severity', severity, count(a.alert_id)
FROM unnest(ARRAY['info', 'warning', 'critical']) AS severity
LEFT JOIN (SELECT alert_id, severity FROM ops.alerts WHERE resolved_at IS NULL) a USING (severity)
GROUP BY severity
UNION ALL
SELECT 'messages.unsent', NULL, NULL, count(*) FROM ops.alert_messages WHERE state <> 'sent' AND attempts > 0
UNION ALL
SELECT 'warehouse.bytes', NULL, NULL, pg_database_size(current_database())
