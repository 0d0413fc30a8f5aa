SELECT l.location_id::text, l.name, l.admin1, l.country, l.lat, l.lon, 0, 0
FROM news.locations l WHERE l.location_id = %(location_id)s
