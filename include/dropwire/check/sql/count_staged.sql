SELECT (SELECT count(*) FROM staging.articles WHERE load_id = %(load_id)s),
       (SELECT count(*) FROM staging.shards WHERE load_id = %(load_id)s AND n_articles + n_rejected > 0)
