-- Reports near in place and time, of several types at once: found within the index, before a row is fetched.
CREATE INDEX event_reports_near ON news.event_reports (belt, date_start, lon, type) WHERE recognisable;
DROP INDEX news.event_reports_belt;
