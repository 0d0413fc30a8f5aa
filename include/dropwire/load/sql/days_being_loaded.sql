-- A load that was killed does not hold its day for ever.
SELECT DISTINCT day FROM ops.loads WHERE status = 'running' AND started_at > now() - interval '2 hours'
