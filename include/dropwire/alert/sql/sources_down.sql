SELECT source, failures, coalesce(reason, 'it does not answer') FROM ops.fetch_sources WHERE failures >= 2 ORDER BY source
