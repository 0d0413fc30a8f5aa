UPDATE ops.loads SET status = 'rehearsed', finished_at = clock_timestamp(), n_read = %(read)s, n_loaded = %(loaded)s,
    n_unchanged = %(unchanged)s, n_duplicate = %(duplicate)s, n_quarantined = %(quarantined)s, n_skipped = %(skipped)s
WHERE load_id = %(load_id)s
