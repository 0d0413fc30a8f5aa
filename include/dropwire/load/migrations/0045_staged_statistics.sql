-- Staging is emptied behind each load: what the planner knows of it is that it was empty, and it joins row by row.
CREATE FUNCTION ops.analyze_staging() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
'ANALYZE staging.articles, staging.removed_spans, staging.events, staging.mentions';
COMMENT ON FUNCTION ops.analyze_staging IS 'Tells the planner what is staged now; called before the checks.';
REVOKE EXECUTE ON FUNCTION ops.analyze_staging FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.analyze_staging TO dropwire_loader;
