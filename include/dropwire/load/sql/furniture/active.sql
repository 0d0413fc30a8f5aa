-- What cleaning removes; of a source with very many lines those seen last.
SELECT source, line, kind
FROM (SELECT s.name AS source, f.line, f.kind,
             row_number() OVER (PARTITION BY f.source_id ORDER BY f.last_seen DESC, f.furniture_id) AS n
      FROM ops.furniture f JOIN news.sources s USING (source_id)
      WHERE f.status = 'active') AS lines
WHERE n <= %(per_source)s
ORDER BY source, n
