-- The lock keeps a worker thought dead from writing beside the retry of its shard. A shard is staged and closed in one
-- transaction: where it was not closed there is nothing of it to look for among the rows of the others.
SELECT pg_advisory_xact_lock(hashtextextended(%(shard)s, %(load_id)s));
DELETE FROM staging.articles WHERE load_id = %(load_id)s AND shard = %(shard)s
    AND EXISTS (SELECT FROM staging.shards WHERE load_id = %(load_id)s AND shard = %(shard)s);
DELETE FROM staging.removed_spans WHERE load_id = %(load_id)s AND shard = %(shard)s
    AND EXISTS (SELECT FROM staging.shards WHERE load_id = %(load_id)s AND shard = %(shard)s);
DELETE FROM staging.events WHERE load_id = %(load_id)s AND shard = %(shard)s
    AND EXISTS (SELECT FROM staging.shards WHERE load_id = %(load_id)s AND shard = %(shard)s);
DELETE FROM staging.mentions WHERE load_id = %(load_id)s AND shard = %(shard)s
    AND EXISTS (SELECT FROM staging.shards WHERE load_id = %(load_id)s AND shard = %(shard)s);
DELETE FROM staging.shards WHERE load_id = %(load_id)s AND shard = %(shard)s;
DELETE FROM ops.rejects WHERE load_id = %(load_id)s AND shard = %(shard)s;
SELECT status FROM ops.loads WHERE load_id = %(load_id)s;
