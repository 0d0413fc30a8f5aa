SELECT type FROM news.event_types WHERE %(type)s IN (type, split_part(type, '.', 1)) ORDER BY type
