-- What the account must answer to: items the shards say they read, items that have a disposition, files without any.
SELECT (SELECT coalesce(sum(n_articles + n_rejected), 0) FROM staging.shards WHERE load_id = %(load_id)s) AS n_read,
       (SELECT count(*) FROM landing.drop_items WHERE load_id = %(load_id)s) AS n_accounted,
       (SELECT array_agg(f.name ORDER BY f.name)
        FROM landing.load_files l JOIN landing.drop_files f USING (file_id)
        WHERE l.load_id = %(load_id)s
          AND NOT EXISTS (SELECT FROM landing.drop_items i WHERE i.load_id = l.load_id AND i.file_id = l.file_id)) AS silent,
       (SELECT array_agg(DISTINCT f.name)
        FROM landing.drop_items i JOIN landing.drop_files f USING (file_id)
        WHERE i.load_id = %(load_id)s
          AND NOT EXISTS (SELECT FROM landing.load_files l WHERE l.load_id = i.load_id AND l.file_id = i.file_id)) AS uncalled
