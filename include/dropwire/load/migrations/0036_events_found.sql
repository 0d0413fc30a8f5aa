-- The page Events: what it counts lies in one index, so that counting does not read the rows; lists go from row to row.
CREATE INDEX events_counted ON news.events (date_end, date_start, event_id)
    INCLUDE (location_id, geo_precision, type, status, disputed, fatalities_low, fatalities_best, fatalities_high);
CREATE INDEX events_deadliest ON news.events (coalesce(fatalities_best, -1), date_end, event_id);
CREATE INDEX event_actors_events ON news.event_actors (actor_id, event_id);
DROP INDEX news.event_actors_actor;
CREATE INDEX locations_name ON news.locations (lower(news.plain(name)));
CREATE INDEX events_superseded ON history.events (superseded_by) WHERE superseded_by IS NOT NULL;
