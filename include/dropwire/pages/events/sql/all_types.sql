SELECT type FROM news.event_types ORDER BY split_part(type, '.', 1), type
