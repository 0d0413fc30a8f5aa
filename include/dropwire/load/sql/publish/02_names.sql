-- Sources, actors and places named by what was staged. Where two spellings share an id the smaller one is kept, so
-- that the order of loading does not show.
INSERT INTO news.sources AS t (source_id, name, domain, load_id)
SELECT source_id, min(source), min(domain), %(load_id)s
FROM staging.articles JOIN pub_items USING (item_id)
WHERE load_id = %(load_id)s AND source_id IS NOT NULL
GROUP BY source_id ORDER BY source_id
ON CONFLICT (source_id) DO UPDATE
SET name = least(t.name, excluded.name), domain = least(t.domain, excluded.domain),
    load_id = excluded.load_id, valid_from = excluded.valid_from
WHERE (t.name, t.domain) IS DISTINCT FROM (least(t.name, excluded.name), least(t.domain, excluded.domain));

CREATE TEMP TABLE pub_reports ON COMMIT DROP AS
SELECT e.*
FROM staging.events e JOIN pub_items USING (item_id)
WHERE e.load_id = %(load_id)s
  AND NOT EXISTS (SELECT FROM ops.rejects r
                  WHERE r.load_id = e.load_id AND r.item_id = e.item_id AND r.event_no = e.event_no);
ANALYZE pub_reports;

INSERT INTO news.locations AS t (location_id, geonames_id, name, admin1, country, lat, lon, load_id)
SELECT DISTINCT ON (location_id) location_id, geonames_id, place, admin1, country, lat, lon, %(load_id)s
FROM pub_reports
WHERE location_id IS NOT NULL
ORDER BY location_id, place, coalesce(admin1, ''), coalesce(country, ''), coalesce(lat, 999), coalesce(lon, 999)
ON CONFLICT (location_id) DO UPDATE
SET (name, admin1, country, lat, lon, load_id, valid_from) = (
    excluded.name, excluded.admin1, excluded.country, excluded.lat, excluded.lon, excluded.load_id, excluded.valid_from)
WHERE (excluded.name, coalesce(excluded.admin1, ''), coalesce(excluded.country, ''),
       coalesce(excluded.lat, 999), coalesce(excluded.lon, 999))
    < (t.name, coalesce(t.admin1, ''), coalesce(t.country, ''), coalesce(t.lat, 999), coalesce(t.lon, 999));

INSERT INTO news.actors (actor_id, name, load_id)
SELECT encode(substr(sha256(convert_to('actor:' || name, 'UTF8')), 1, 16), 'hex')::uuid, name, %(load_id)s
FROM (SELECT actor1 AS name FROM pub_reports UNION SELECT actor2 FROM pub_reports
      UNION SELECT unnest(assoc_actor1) FROM pub_reports UNION SELECT unnest(assoc_actor2) FROM pub_reports) AS named
WHERE name IS NOT NULL
ON CONFLICT (actor_id) DO NOTHING;
