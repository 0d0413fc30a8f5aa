-- The last day on which something happened, as far as it is known to the day; what lies ahead is no news yet.
SELECT e.date_end FROM news.events e
WHERE e.date_end <= current_date + 1 AND e.date_start = e.date_end AND e.status IN ('asserted', 'corroborated', 'claimed')
ORDER BY e.date_end DESC LIMIT 1
