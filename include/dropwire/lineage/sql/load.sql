SELECT l.n_read, l.n_loaded, l.n_events_added + l.n_events_changed, l.n_files,
       (SELECT coalesce(sum(f.size), 0) FROM landing.load_files i JOIN landing.drop_files f USING (file_id)
        WHERE i.load_id = l.load_id)
FROM ops.loads l
WHERE l.load_id = %(load_id)s
