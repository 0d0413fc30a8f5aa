INSERT INTO staging.shards (load_id, shard, n_articles, n_events, n_rejected)
VALUES (%(load_id)s, %(shard)s, %(n_articles)s, %(n_events)s, %(n_rejected)s)
