SELECT coalesce(max(published_at)::text, '') FROM ops.loads
