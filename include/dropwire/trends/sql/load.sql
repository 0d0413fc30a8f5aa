SELECT day, kind, dry_run FROM ops.loads WHERE load_id = %(load_id)s
