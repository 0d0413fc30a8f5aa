-- The archived bytes the ledger knows, once each.
SELECT DISTINCT archive_key, sha256, size FROM landing.drop_files ORDER BY 1
