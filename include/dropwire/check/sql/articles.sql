SELECT s.item_id::text, s.article_id::text, s.file, s.record, s.url, s.title, s.body, s.lang, s.lang_confidence, s.source,
       -- Staged articles of one load, with what only shows when columns are taken together.
       s.published_start, s.published_end, s.published_basis, s.text_fingerprint,
       length(s.body) AS body_length,
       length(s.title) AS title_length,
       -- letters no decoder should leave: replacement characters and control characters
       (length(s.body) - length(translate(s.body, U&'\FFFD\0001\0002\0003\0008\001A\001B', '')))::float8
           / greatest(length(s.body), 1) AS garbled_share,
       substring(s.body FROM '</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,200})?/?>|&(?:[a-z]{2,8}|#\d{2,5});|<img\s|\{\{|javascript:') AS residue,
       s.published_end - s.published_start AS published_days,
       s.published_start - current_date AS days_ahead,
       coalesce(r.removed, 0)::float8 / greatest(s.raw_length, 1) AS removed_share,
       coalesce(e.n_events, 0) AS n_events
FROM staging.articles s
LEFT JOIN (SELECT item_id, sum(raw_end - raw_start) AS removed FROM staging.removed_spans
           WHERE load_id = %(load_id)s GROUP BY item_id) r USING (item_id)
LEFT JOIN (SELECT item_id, count(*) AS n_events FROM staging.events
           WHERE load_id = %(load_id)s GROUP BY item_id) e USING (item_id)
WHERE s.load_id = %(load_id)s
