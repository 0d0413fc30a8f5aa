SELECT day, count(*), min(name) FROM ops.waiting_files GROUP BY day ORDER BY day
