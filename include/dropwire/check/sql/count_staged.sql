SELECT (SELECT count(*) FROM staging.articles WHERE load_id = %(load_id)s),
       (SELECT coalesce(sum(n_articles + n_rejected), 0) FROM staging.shards WHERE load_id = %(load_id)s)
       - (SELECT count(*) FROM staging.settled WHERE load_id = %(load_id)s)
