SELECT count(DISTINCT item_id) FILTER (WHERE event_no IS NULL),
       count(DISTINCT (item_id, event_no)) FILTER (WHERE event_no IS NOT NULL)
FROM ops.rejects WHERE load_id = %(load_id)s AND stage = 'check' AND shard = ''
