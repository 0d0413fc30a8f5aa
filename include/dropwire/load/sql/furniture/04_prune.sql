-- Bounded: sightings of the last 92 days, proposals as long as they are seen.
DELETE FROM ops.furniture_sightings WHERE seen_at < now() - interval '92 days';
DELETE FROM ops.furniture f
WHERE f.status = 'proposed' AND f.decided_by = 'rule' AND f.effective_at IS NULL
  AND NOT EXISTS (SELECT FROM ops.furniture_sightings g WHERE (g.source_id, g.line_id) = (f.source_id, f.line_id));
