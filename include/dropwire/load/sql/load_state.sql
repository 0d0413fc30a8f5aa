-- How a load stands, and whether a shard was staged anew since it was published.
SELECT l.status, l.verdict, l.decision, l.dry_run,
       l.status IN ('published', 'discarded') AND NOT EXISTS (
           SELECT FROM staging.shards s WHERE s.load_id = l.load_id AND NOT s.is_published) AS is_done
FROM ops.loads l WHERE l.load_id = %(load_id)s FOR UPDATE
