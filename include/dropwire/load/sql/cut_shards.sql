-- Shards of about equal bytes: the files are dealt out from the largest to the smallest, there and back.
WITH dealt AS (
    SELECT l.file_id, row_number() OVER (ORDER BY f.size DESC, f.name, l.file_id) - 1 AS place,
           least(count(*) OVER (), %(most)s, 1 + floor(sum(f.size) OVER () / %(shard_bytes)s))::bigint AS n_shards
    FROM landing.load_files l JOIN landing.drop_files f USING (file_id)
    WHERE l.load_id = %(load_id)s
), cut AS (
    UPDATE landing.load_files l
    SET shard = 1 + CASE place / n_shards %% 2 WHEN 0 THEN place %% n_shards ELSE n_shards - 1 - place %% n_shards END
    FROM dealt
    WHERE l.load_id = %(load_id)s AND l.file_id = dealt.file_id
    RETURNING l.shard
)
SELECT coalesce(max(shard), 0)::integer FROM cut
