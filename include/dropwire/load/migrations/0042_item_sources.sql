-- Today tells what became of each source's items: of a day of tens of thousands, most of the page's time went into looking
-- their articles up.
ALTER TABLE landing.drop_items ADD source text;
COMMENT ON COLUMN landing.drop_items.source IS 'Publisher of the item''s article; null when it was set aside before that was known.';
UPDATE landing.drop_items i SET source = s.name
FROM news.articles a JOIN news.sources s USING (source_id) WHERE a.article_id = i.article_id;
UPDATE landing.drop_items i SET source = r.source
FROM (SELECT DISTINCT ON (load_id, item_id) load_id, item_id, source FROM ops.rejects
      WHERE event_no IS NULL ORDER BY load_id, item_id, reject_id) AS r
WHERE i.article_id IS NULL AND (r.load_id, r.item_id) = (i.load_id, i.item_id) AND r.source IS NOT NULL;

CREATE OR REPLACE VIEW ops.items AS
SELECT i.load_id, i.item_id, f.name AS file, f.sha256 AS file_sha256, f.day AS file_day, i.record, i.disposition,
       i.rule, i.reason, i.article_id, l.day, l.run_id, l.status AS load_status, i.source
FROM landing.drop_items i
JOIN landing.drop_files f USING (file_id)
JOIN ops.loads l USING (load_id);
COMMENT ON COLUMN ops.items.source IS 'Publisher of the item''s article; null when it was set aside before that was known.';
