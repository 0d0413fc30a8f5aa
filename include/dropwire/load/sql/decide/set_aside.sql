-- What a decision sets aside: with `discard` every article that is staged, with `publish_rest` the rows that failed the
-- rules that hold, an event alone where only an event failed. What is set aside already keeps its reason.
DELETE FROM ops.rejects WHERE load_id = %(load_id)s AND shard = 'decision';

WITH failing AS (
    SELECT (f ->> 'item_id')::uuid AS item_id, (f ->> 'event_no')::integer AS event_no, c.rule, c.reason, f -> 'found' AS found
    FROM ops.check_results c CROSS JOIN jsonb_array_elements(c.failing) AS f
    WHERE c.load_id = %(load_id)s AND c.severity = 'hold' AND NOT c.success AND %(decision)s = 'publish_rest'
    UNION ALL
    SELECT item_id, NULL, 'batch_discarded',
           format('The whole batch was discarded by %%s: %%s', %(by)s::text, %(question)s::text), NULL
    FROM staging.articles WHERE load_id = %(load_id)s AND %(decision)s = 'discard'
)
INSERT INTO ops.rejects (load_id, shard, item_id, event_no, file, file_sha256, record, stage, rule, reason, found, source)
SELECT DISTINCT ON (v.item_id, v.event_no, v.rule)
       s.load_id, 'decision', v.item_id, v.event_no, s.file, s.file_sha256, s.record, 'check', v.rule, v.reason, v.found, s.source
FROM failing v
JOIN staging.articles s ON s.load_id = %(load_id)s AND s.item_id = v.item_id
WHERE NOT EXISTS (SELECT FROM ops.rejects r
                  WHERE r.load_id = s.load_id AND r.item_id = s.item_id AND r.event_no IS NULL)
ORDER BY v.item_id, v.event_no, v.rule
