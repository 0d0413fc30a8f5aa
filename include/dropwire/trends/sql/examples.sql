-- Three articles of a source on a day, those that show best what a metric counts first.
SELECT coalesce(a.url, a.file || coalesce(' #' || a.record, '')), coalesce(a.title, left(a.body, 80), '')
FROM staging.articles a
JOIN landing.drop_files f ON (f.name, f.sha256) = (a.file, a.file_sha256)
JOIN ops.trend_days t ON (t.day, t.load_id, t.source_key) = (f.day, a.load_id, %(source_key)s)
WHERE f.day = %(day)s AND (%(source_key)s = 'all' OR coalesce(a.source_id::text, 'none') = %(source_key)s)
  AND CASE %(metric)s
      WHEN 'repeated' THEN position(t.repeated_line IN a.body) > 0
      WHEN 'no_date' THEN a.published_start IS NULL
      WHEN 'no_source' THEN a.source IS NULL
      WHEN 'no_title' THEN coalesce(a.title, '') = ''
      WHEN 'short' THEN length(a.body) < 300
      WHEN 'stale' THEN a.published_end < f.day - 3
      WHEN 'lang_shift' THEN coalesce(a.lang, 'und') = ANY (%(langs)s)
      WHEN 'rejected' THEN EXISTS (SELECT FROM ops.rejects r WHERE (r.load_id, r.item_id) = (a.load_id, a.item_id))
      ELSE true END
ORDER BY a.load_id DESC, a.file, a.record
LIMIT 3
