, counted AS (
    SELECT location_id, geo_precision, count(*)::integer AS n, sum(fatalities_best)::integer AS dead,
           -- by far sooner than grouping by family, too: in the order of FAMILIES
           ARRAY[count(*) FILTER (WHERE starts_with(type, 'battle.')), count(*) FILTER (WHERE starts_with(type, 'explosion.')),
                 count(*) FILTER (WHERE starts_with(type, 'vac.')), count(*) FILTER (WHERE starts_with(type, 'protest.')),
                 count(*) FILTER (WHERE starts_with(type, 'riot.')), count(*) FILTER (WHERE starts_with(type, 'strategic.')),
                 count(*) FILTER (WHERE starts_with(type, 'diplomatic.'))]::integer[] AS families
    FROM matching
    WHERE location_id IS NOT NULL
      AND (%(view_west)s::float IS NULL OR location_id IN (
          SELECT l.location_id FROM news.locations l
          WHERE l.lat BETWEEN %(view_south)s::float AND %(view_north)s::float
            AND l.lon BETWEEN %(view_west)s::float AND %(view_east)s::float))
    GROUP BY location_id, geo_precision
)
SELECT l.location_id::text, l.name, l.admin1, l.country, l.lat, l.lon, c.geo_precision, c.families, c.n, c.dead
FROM counted c JOIN news.locations l USING (location_id)
WHERE l.lat IS NOT NULL
