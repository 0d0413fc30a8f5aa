-- Events that are asked for; the other statements go on from here. A year is the longest an event's days may reach.
WITH matching AS NOT MATERIALIZED (
    SELECT e.*
    FROM news.events e
    WHERE CASE WHEN %(undated)s THEN e.date_end IS NULL ELSE e.date_end IS NOT NULL END
      AND (%(first)s::date IS NULL OR e.date_end >= %(first)s::date)
      AND (%(last)s::date IS NULL OR e.date_start <= %(last)s::date AND e.date_end <= %(last)s::date + 400)
      AND (%(types)s::text[] IS NULL OR e.type = ANY (%(types)s::text[]))
      AND (%(statuses)s::text[] IS NULL OR e.status = ANY (%(statuses)s::text[]))
      AND (NOT %(disputed)s OR e.disputed)
      AND (%(deaths)s::integer IS NULL OR e.fatalities_high >= %(deaths)s::integer)
      AND (%(location_id)s::uuid IS NULL OR e.location_id = %(location_id)s::uuid)
      AND (%(country)s::text IS NULL AND %(admin1)s::text IS NULL OR e.location_id IN (
          SELECT l.location_id FROM news.locations l
          WHERE (%(country)s::text IS NULL OR l.country = %(country)s::text)
            AND (%(admin1)s::text IS NULL OR l.admin1 = %(admin1)s::text)))
      AND (%(west)s::float IS NULL OR e.location_id IN (
          SELECT l.location_id FROM news.locations l
          WHERE l.lat BETWEEN %(south)s::float AND %(north)s::float AND l.lon BETWEEN %(west)s::float AND %(east)s::float))
      -- around a place: whatever lies so near, and what is only known to be in its province
      AND (%(lat)s::float IS NULL OR e.geo_precision <= 3 AND e.location_id IN (
          SELECT l.location_id FROM news.locations l
          WHERE l.lat BETWEEN %(lat)s::float - %(km)s::float / 110 AND %(lat)s::float + %(km)s::float / 110
            AND 12742 * asin(least(1, sqrt(sin(radians(l.lat - %(lat)s::float) / 2) ^ 2
                + cos(radians(l.lat)) * cos(radians(%(lat)s::float)) * sin(radians(l.lon - %(lon)s::float) / 2) ^ 2))) <= %(km)s::float
          UNION
          SELECT l.location_id FROM news.locations l
          WHERE l.name = l.admin1 AND l.admin1 = %(around_admin1)s::text AND l.country = %(around_country)s::text))
      AND (%(actors)s::uuid[] IS NULL OR e.event_id IN (
          SELECT a.event_id FROM news.event_actors a WHERE a.actor_id = ANY (%(actors)s::uuid[])))
      AND (%(sources)s::uuid[] IS NULL OR e.event_id IN (
          SELECT s.event_id FROM news.event_sources s WHERE s.source_id = ANY (%(sources)s::uuid[])))
)
