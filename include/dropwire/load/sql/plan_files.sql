INSERT INTO landing.load_files (load_id, file_id) SELECT %(load_id)s, unnest(%(files)s::bigint[])
