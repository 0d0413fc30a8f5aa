INSERT INTO ops.loads (day, run_id, kind, dry_run, n_files, rules_version, extractor_version, started_by)
VALUES (%(day)s, %(run_id)s, %(kind)s, %(dry_run)s, %(n_files)s, %(rules_version)s, %(extractor_version)s, %(started_by)s)
RETURNING load_id
