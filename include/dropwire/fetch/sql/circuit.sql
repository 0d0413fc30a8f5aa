SELECT open_until, reason FROM ops.fetch_sources WHERE source = %(source)s AND open_until > now()
