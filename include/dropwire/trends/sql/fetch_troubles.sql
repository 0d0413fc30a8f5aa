SELECT lower(source), reason FROM ops.fetch_sources WHERE failures > 0 AND reason IS NOT NULL
