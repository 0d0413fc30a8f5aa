SELECT count(*)::integer FROM (SELECT FROM matching LIMIT 10000) AS told
