-- Staging is emptied behind each load: what the planner knows of it is that it was empty, and it joins row by row.
CREATE FUNCTION ops.analyze_staging() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
'ANALYZE staging.articles (load_id, item_id, source_id, source, domain), staging.removed_spans (load_id, item_id),
         staging.events (load_id, item_id, event_no), staging.mentions (load_id, item_id, event_no)';
COMMENT ON FUNCTION ops.analyze_staging IS 'Tells the planner what is staged now; called before the checks.';
REVOKE EXECUTE ON FUNCTION ops.analyze_staging FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.analyze_staging TO dropwire_loader;
