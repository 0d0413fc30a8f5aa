-- The last day before this one that brought anything.
SELECT max(day) FROM ops.loads WHERE NOT dry_run AND kind <> 'replay' AND n_loaded > 0 AND day < %(day)s
