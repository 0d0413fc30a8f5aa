-- Rules that did not hold, with the rows that failed by day.
SELECT rule, max(severity), jsonb_object_agg(day, n)
FROM (SELECT c.rule, max(c.severity) AS severity, l.day, max(c.n_failed) AS n
      FROM ops.loads l JOIN ops.check_results c USING (load_id)
      WHERE l.day BETWEEN %(first)s AND %(last)s AND l.kind <> 'replay' AND NOT l.dry_run
        AND NOT c.success
      GROUP BY c.rule, l.day) AS daily
GROUP BY rule
ORDER BY count(*) DESC, sum(n) DESC, rule
