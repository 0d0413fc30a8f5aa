SELECT min(date_start), max(date_end) FROM matching
