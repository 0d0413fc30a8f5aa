-- The four schemas. Roles are made by bootstrap.sql before any migration, because grants need them.
CREATE SCHEMA landing;
CREATE SCHEMA staging;
CREATE SCHEMA news;

COMMENT ON SCHEMA landing IS 'What came in: files and their items, each with its one disposition.';
COMMENT ON SCHEMA staging IS 'Cleaned and extracted rows of a load, before checks and publication. Never read by analysts.';
COMMENT ON SCHEMA news IS 'What analysts read: articles, events, their evidence, actors, places, sources.';
COMMENT ON SCHEMA ops IS 'What the person on duty reads: loads, set-aside rows, results of checks.';

GRANT USAGE ON SCHEMA landing, staging, news, ops TO dropwire_loader;
GRANT USAGE ON SCHEMA news, ops TO dropwire_reader;
