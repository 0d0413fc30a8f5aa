-- A load's files are cut into shards here, so that tasks hand each other numbers and no lists of a million names.
ALTER TABLE landing.load_files ADD COLUMN shard smallint;
COMMENT ON COLUMN landing.load_files.shard IS 'Which task of the run reads it, from 1; null until the load is planned.';
GRANT UPDATE (shard) ON landing.load_files TO dropwire_loader;
