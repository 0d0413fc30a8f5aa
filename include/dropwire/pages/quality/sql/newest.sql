SELECT max(day) FROM ops.loads WHERE kind <> 'replay' AND NOT dry_run
