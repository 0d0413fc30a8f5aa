-- What became of an item that is no article: of what was set aside for it the newest entry.
SELECT i.article_id::text, i.disposition,
       (SELECT max(r.reject_id) FROM ops.rejects r WHERE r.item_id = i.item_id AND r.disposition = 'quarantined')
FROM landing.drop_items i WHERE i.item_id = %(id)s::uuid ORDER BY i.load_id DESC LIMIT 1
