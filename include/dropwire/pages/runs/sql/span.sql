-- The first and the last day anything is known of.
SELECT least((SELECT min(day) FROM ops.loads), (SELECT min(day) FROM landing.drop_files)),
       greatest((SELECT max(day) FROM ops.loads), (SELECT max(day) FROM landing.drop_files))
