SELECT day, count(*)::integer FROM ops.waiting_files GROUP BY day
