SELECT to_regclass('ops.loads') IS NOT NULL
