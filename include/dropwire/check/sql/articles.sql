SELECT s.item_id::text, s.article_id::text, s.file, s.record, s.url, s.title, s.lang, s.lang_confidence, s.source,
       -- Staged articles of one load, with what only shows when columns are taken together. Bodies stay where they are:
       -- only what is found in them is looked at, and may be kept with a failing row.
       s.published_start, s.published_end, s.published_basis, s.text_fingerprint,
       length(s.body) AS body_length,
       length(s.title) AS title_length,
       -- letters no decoder should leave: control and replacement characters; counting them is slow, most texts have none
       CASE WHEN s.body ~ '[\x01-\x08\x0e-\x1f\uFFFD]' THEN
           (length(s.body) - length(regexp_replace(s.body, '[\x01-\x08\x0e-\x1f\uFFFD]', '', 'g')))::float8
               / greatest(length(s.body), 1)
       ELSE 0 END AS garbled_share,
       substring(s.body FROM '</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,200})?/?>|&(?:[a-z]{2,8}|#\d{2,5});|<img\s|\{\{|javascript:') AS residue,
       substring(s.body FROM '(?n)^\s*(Chia sẻ|Xem thêm:?|Bình luận|Baca juga:?|Bagikan|Komentar|Share|Read more:?|Advertisement)\s*$')
           AS furniture,
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
