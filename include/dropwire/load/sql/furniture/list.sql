SELECT furniture_id, status, source, line, kind, place, n_articles, share::float8, n_days, n_inside, first_seen, last_seen,
       decided_by, examples
FROM ops.furniture_list
WHERE (%(status)s::text IS NULL OR status = %(status)s) AND (%(source)s::text IS NULL OR source ILIKE %(source)s)
ORDER BY status = 'proposed' DESC, source, n_articles DESC, furniture_id
LIMIT %(limit)s
