SELECT count(*) FILTER (WHERE status = 'running' AND started_at < now() - interval '6 hours'),
       count(*) FILTER (WHERE status = 'held'),
       max(day) FILTER (WHERE status = 'published'),
       extract(epoch FROM now() - max(finished_at) FILTER (WHERE status = 'published')) / 86400
FROM ops.loads
