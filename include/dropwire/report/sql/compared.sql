-- The account of loads that read again; a rehearsal keeps what was refused, not the disposition of every item.
SELECT coalesce(sum(l.n_read), 0)::bigint, coalesce(sum(l.n_quarantined), 0)::bigint,
       (SELECT count(*) FROM ops.rejects r
        WHERE r.load_id = ANY (%(load_ids)s) AND r.event_no IS NULL AND r.rule = 'text_would_change'),
       (SELECT count(DISTINCT a.article_id)
        FROM ops.rejects r
        JOIN news.articles a ON (a.file_sha256, a.file) = (r.file_sha256, r.file)
                            AND a.record IS NOT DISTINCT FROM r.record
        WHERE r.load_id = ANY (%(load_ids)s) AND r.event_no IS NULL AND r.disposition = 'quarantined'),
       coalesce(bool_and(l.dry_run), true)
FROM ops.loads l
WHERE l.load_id = ANY (%(load_ids)s)
