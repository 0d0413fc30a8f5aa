SELECT coalesce(etag, ''), coalesce(last_modified, '') FROM ops.fetch_urls
WHERE source = %(source)s AND role = 'listing' AND key = %(key)s AND rules = %(rules)s
