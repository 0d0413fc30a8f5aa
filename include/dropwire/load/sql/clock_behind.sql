-- How far the clock stands behind the last publication; null when it does not.
SELECT max(published_at) - now() FROM ops.loads WHERE published_at >= now()
