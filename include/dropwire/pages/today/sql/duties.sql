-- What waits for a person, whichever day it belongs to: batches that are held, and files of days past that no load has
-- in hand.
SELECT 'held', l.load_id, l.day, l.run_id, (SELECT count(*) FROM staging.articles a WHERE a.load_id = l.load_id), l.held_until
FROM ops.loads l WHERE l.status = 'held' AND NOT l.dry_run
UNION ALL
SELECT 'unread', NULL, w.day, min(w.name), count(*), NULL
FROM ops.waiting_files w
WHERE w.day < %(today)s
  AND NOT EXISTS (SELECT FROM landing.drop_files f JOIN landing.load_files USING (file_id) JOIN ops.loads l USING (load_id)
                  WHERE (f.name, f.sha256) = (w.name, w.sha256) AND l.status IN ('held', 'running') AND NOT l.dry_run)
GROUP BY w.day
ORDER BY 1, 3
