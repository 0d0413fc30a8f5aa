SELECT n_read, n_loaded, n_unchanged, n_duplicate, n_quarantined, n_skipped FROM ops.loads WHERE load_id = %(load_id)s
