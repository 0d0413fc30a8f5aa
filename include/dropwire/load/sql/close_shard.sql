-- An item refused for several reasons is one item; one that was read besides is told, for its shard cannot be closed.
WITH refused AS (
    SELECT item_id, bool_and(disposition = 'skipped') AS is_skipped, min(record) AS record, min(file) AS file
    FROM ops.rejects WHERE load_id = %(load_id)s AND shard = %(shard)s
    GROUP BY item_id
), closed AS (
    INSERT INTO staging.shards (load_id, shard, n_articles, n_events, n_rejected)
    SELECT %(load_id)s, %(shard)s,
           %(n_articles)s + (SELECT count(*) FROM staging.settled WHERE load_id = %(load_id)s AND shard = %(shard)s),
           %(n_events)s, (SELECT count(*) FROM refused)
    RETURNING n_articles, n_rejected
)
SELECT n_articles, n_rejected, (SELECT count(*) FROM refused WHERE is_skipped) AS n_skipped,
       (SELECT concat('item ' || r.record || ' of ', r.file)
        FROM refused r JOIN staging.articles a ON (a.load_id, a.item_id) = (%(load_id)s, r.item_id) LIMIT 1) AS twice
FROM closed
