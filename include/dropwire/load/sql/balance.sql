-- What the account must answer to: items the shards say they read, items that have a disposition, files without any, and
-- items taken for settled whose article another load has altered in between.
SELECT (SELECT coalesce(sum(n_articles + n_rejected), 0) FROM staging.shards WHERE load_id = %(load_id)s) AS n_read,
       (SELECT count(*) FROM landing.drop_items WHERE load_id = %(load_id)s) AS n_accounted,
       (SELECT array_agg(f.name ORDER BY f.name)
        FROM landing.drop_files f
        JOIN (SELECT file_id FROM landing.load_files WHERE load_id = %(load_id)s
              EXCEPT SELECT file_id FROM pub_files) AS l USING (file_id)) AS silent,
       (SELECT array_agg(f.name ORDER BY f.name)
        FROM landing.drop_files f
        JOIN (SELECT file_id FROM pub_files
              EXCEPT SELECT file_id FROM landing.load_files WHERE load_id = %(load_id)s) AS i USING (file_id)) AS uncalled,
       (SELECT count(*) FROM pub_items WHERE is_settled AND is_written) AS n_unsettled
