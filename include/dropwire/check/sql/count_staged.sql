SELECT count(*) FROM staging.articles WHERE load_id = %(load_id)s
