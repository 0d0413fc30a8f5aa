INSERT INTO ops.load_differences (load_id, dataset, change, n, examples) VALUES %s
