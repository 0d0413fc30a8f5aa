-- What a restore would overwrite.
SELECT (SELECT count(*) FROM ops.loads), (SELECT count(*) FROM landing.drop_files)
