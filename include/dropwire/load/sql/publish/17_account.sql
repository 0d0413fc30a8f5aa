-- Every item's one disposition. What was set aside whole counts once, whatever the number of reasons.
DELETE FROM landing.drop_items WHERE load_id = %(load_id)s;

INSERT INTO landing.drop_items (
    load_id, item_id, file_id, record, disposition, rule, reason, article_id, source, content_sha256, layout_sha256, read_on)
SELECT l.load_id, i.item_id, i.file_id, i.record, i.disposition, i.rule, i.reason, i.article_id, s.name,
       decode(i.content_sha256, 'hex'), decode(i.layout_sha256, 'hex'), (l.started_at AT TIME ZONE 'UTC')::date
FROM pub_items i
CROSS JOIN ops.loads l
LEFT JOIN news.articles a ON a.article_id = i.article_id
LEFT JOIN news.sources s ON s.source_id = a.source_id
WHERE l.load_id = %(load_id)s;

INSERT INTO landing.drop_items (load_id, item_id, file_id, record, disposition, rule, reason, source, read_on)
SELECT DISTINCT ON (r.item_id) r.load_id, r.item_id, f.file_id, r.record, r.disposition, r.rule, r.reason, r.source,
       (l.started_at AT TIME ZONE 'UTC')::date
FROM ops.rejects r
JOIN ops.loads l USING (load_id)
JOIN landing.drop_files f ON (f.name, f.sha256) = (r.file, r.file_sha256)
WHERE r.load_id = %(load_id)s AND r.event_no IS NULL
ORDER BY r.item_id, r.reject_id;

CREATE TEMP TABLE pub_files ON COMMIT DROP AS
SELECT file_id, coalesce(bool_or(rule = 'source_not_selected'), false) AS is_partial
FROM landing.drop_items WHERE load_id = %(load_id)s GROUP BY file_id;
CREATE INDEX ON pub_files (file_id);
ANALYZE pub_files;

-- A file of which a run took only some sources is still to be read by a run that asks for the others.
UPDATE landing.drop_files f SET read_by = %(load_id)s
FROM landing.load_files l
WHERE l.load_id = %(load_id)s AND l.file_id = f.file_id AND f.read_by IS DISTINCT FROM %(load_id)s
  AND EXISTS (SELECT FROM pub_files p WHERE p.file_id = l.file_id AND NOT p.is_partial)
  -- items read again out of quarantine are not the whole file
  AND NOT EXISTS (SELECT FROM ops.loads o WHERE o.load_id = l.load_id AND o.kind = 'replay');

UPDATE ops.loads l
SET n_read = n.loaded + n.unchanged + n.duplicate + n.quarantined + n.skipped, n_loaded = n.loaded,
    n_unchanged = n.unchanged, n_duplicate = n.duplicate, n_quarantined = n.quarantined, n_skipped = n.skipped,
    n_events_added = c.added, n_events_changed = c.changed, n_events_removed = c.removed,
    status = CASE l.decision WHEN 'discard' THEN 'discarded' ELSE 'published' END, reason = NULL,
    finished_at = clock_timestamp(), published_at = coalesce(published_at, now())
FROM (SELECT count(*) FILTER (WHERE disposition = 'loaded') AS loaded,
             count(*) FILTER (WHERE disposition = 'unchanged') AS unchanged,
             count(*) FILTER (WHERE disposition = 'duplicate') AS duplicate,
             count(*) FILTER (WHERE disposition = 'quarantined') AS quarantined,
             count(*) FILTER (WHERE disposition = 'skipped') AS skipped
      FROM landing.drop_items WHERE load_id = %(load_id)s) AS n,
     pub_changes c
WHERE l.load_id = %(load_id)s;

UPDATE staging.shards SET is_published = true WHERE load_id = %(load_id)s;
