-- Days on which a rule of the checks did not hold, or one of reading or cleaning set something aside.
SELECT day, (array_agg(run_id ORDER BY load_id DESC))[1], max(n)::bigint, max(n_rows)::bigint
FROM (SELECT l.day, l.run_id, l.load_id, c.n_failed AS n, c.n_rows
      FROM ops.check_results c JOIN ops.loads l USING (load_id)
      WHERE c.rule = %(rule)s AND NOT c.success AND l.day >= %(first)s AND l.kind <> 'replay' AND NOT l.dry_run
      UNION ALL
      SELECT l.day, l.run_id, l.load_id, count(DISTINCT r.item_id), NULL
      FROM ops.rejects r JOIN ops.loads l USING (load_id)
      WHERE r.rule = %(rule)s AND r.stage <> 'check' AND r.state IS NOT NULL AND l.day >= %(first)s AND l.kind <> 'replay'
      GROUP BY l.day, l.run_id, l.load_id) AS told
GROUP BY day ORDER BY day DESC
