SELECT r.reject_id, a.title
FROM ops.rejects r JOIN staging.articles a USING (load_id, item_id)
WHERE r.reject_id = ANY (%(ids)s::bigint[]) AND coalesce(a.title, '') <> ''
