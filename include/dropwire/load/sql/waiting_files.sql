SELECT day, name, size, arrived_at FROM ops.waiting_files
