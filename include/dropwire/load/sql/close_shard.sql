INSERT INTO staging.shards (load_id, shard, n_articles, n_events, n_rejected)
SELECT %(load_id)s, %(shard)s, %(n_articles)s + count(*), %(n_events)s, %(n_rejected)s
FROM staging.settled WHERE load_id = %(load_id)s AND shard = %(shard)s
RETURNING n_articles
