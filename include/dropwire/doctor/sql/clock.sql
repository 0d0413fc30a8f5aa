SELECT extract(epoch FROM clock_timestamp())::float8,
       (SELECT extract(epoch FROM max(started_at))::float8 FROM ops.loads)
