SELECT dataset, change, n, examples
FROM ops.load_differences JOIN ops.loads USING (load_id)
WHERE load_id = ANY (%(load_ids)s)
ORDER BY day, load_id
