-- Days as they stand now: sums over published loads and the one at hand.
SELECT t.day, t.source_key, t.source, t.is_backfill, t.n_articles, t.n_old, t.n_refused, t.n_rejected, t.n_duplicate,
       t.n_no_date, t.n_no_source, t.n_no_title, t.n_stale, t.n_furniture, t.n_repeated, t.n_short, t.n_chars,
       t.n_events, t.langs, t.repeated_line
FROM ops.trend_days t JOIN ops.loads l USING (load_id)
WHERE t.day BETWEEN %(first)s AND %(last)s AND (l.status = 'published' OR l.load_id = %(load_id)s)
  AND (%(sources)s::text[] IS NULL OR t.source_key = ANY (%(sources)s::text[]))
ORDER BY t.day, t.source_key, t.load_id
