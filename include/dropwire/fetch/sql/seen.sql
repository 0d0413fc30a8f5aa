-- Addresses that others led to: asked for already.
SELECT final_url FROM ops.fetch_urls WHERE source = %(source)s AND role = 'page' AND state = 'done' AND final_url IS NOT NULL
