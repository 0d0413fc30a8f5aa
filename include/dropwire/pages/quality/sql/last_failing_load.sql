SELECT c.load_id
FROM ops.check_results c JOIN ops.loads l USING (load_id)
WHERE c.rule = %(rule)s AND NOT c.success AND NOT l.dry_run
ORDER BY c.load_id DESC LIMIT 1
