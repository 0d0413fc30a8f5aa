-- Staged rows are kept for a week, so that a cleared task can be run again.
CREATE TEMP TABLE pub_old ON COMMIT DROP AS
SELECT load_id FROM ops.loads WHERE coalesce(finished_at, started_at) < now() - interval '7 days'
  AND EXISTS (SELECT FROM staging.shards s WHERE s.load_id = loads.load_id);
DELETE FROM staging.articles WHERE load_id IN (SELECT load_id FROM pub_old);
DELETE FROM staging.removed_spans WHERE load_id IN (SELECT load_id FROM pub_old);
DELETE FROM staging.events WHERE load_id IN (SELECT load_id FROM pub_old);
DELETE FROM staging.mentions WHERE load_id IN (SELECT load_id FROM pub_old);
DELETE FROM staging.settled WHERE load_id IN (SELECT load_id FROM pub_old);
DELETE FROM staging.shards WHERE load_id IN (SELECT load_id FROM pub_old);
DELETE FROM ops.tries WHERE began_at < now() - interval '7 days';
