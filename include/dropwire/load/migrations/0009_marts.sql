-- Counts by day and month. Plain views, always as fresh as the tables: a month of them takes milliseconds through the
-- index on the day, while a materialised view would have to be built anew as a whole after every load.
CREATE VIEW news.daily_events AS
SELECT e.date_start AS day, l.country, l.admin1, e.type, t.acled_event_type,
       count(*)::integer AS n_events,
       count(*) FILTER (WHERE e.status = 'claimed')::integer AS n_claimed,
       count(*) FILTER (WHERE e.disputed)::integer AS n_disputed,
       count(*) FILTER (WHERE e.civilian_targeting)::integer AS n_against_civilians,
       count(e.fatalities_best)::integer AS n_with_toll,
       sum(coalesce(e.fatalities_low, e.fatalities_best))::bigint AS fatalities_low,
       sum(e.fatalities_best)::bigint AS fatalities_best,
       sum(coalesce(e.fatalities_high, e.fatalities_best))::bigint AS fatalities_high,
       sum(e.injured)::bigint AS injured, sum(e.captured)::bigint AS captured
FROM news.events e
JOIN news.event_types t USING (type)
LEFT JOIN news.locations l USING (location_id)
WHERE e.status IN ('asserted', 'claimed') AND NOT e.background AND e.date_precision = 'day'
GROUP BY e.date_start, l.country, l.admin1, e.type, t.acled_event_type;
COMMENT ON VIEW news.daily_events IS 'Events that happened by day, province and type; those dated to a day only.';

CREATE VIEW news.monthly_events AS
SELECT date_trunc('month', e.date_start)::date AS month, l.country, l.admin1, e.type, t.acled_event_type,
       count(*)::integer AS n_events,
       count(*) FILTER (WHERE e.status = 'claimed')::integer AS n_claimed,
       count(*) FILTER (WHERE e.disputed)::integer AS n_disputed,
       count(*) FILTER (WHERE e.civilian_targeting)::integer AS n_against_civilians,
       count(e.fatalities_best)::integer AS n_with_toll,
       sum(coalesce(e.fatalities_low, e.fatalities_best))::bigint AS fatalities_low,
       sum(e.fatalities_best)::bigint AS fatalities_best,
       sum(coalesce(e.fatalities_high, e.fatalities_best))::bigint AS fatalities_high,
       sum(e.injured)::bigint AS injured, sum(e.captured)::bigint AS captured
FROM news.events e
JOIN news.event_types t USING (type)
LEFT JOIN news.locations l USING (location_id)
WHERE e.status IN ('asserted', 'claimed') AND NOT e.background
  AND date_trunc('month', e.date_start) = date_trunc('month', e.date_end)
GROUP BY date_trunc('month', e.date_start)::date, l.country, l.admin1, e.type, t.acled_event_type;
COMMENT ON VIEW news.monthly_events IS 'Events that happened by month, province and type; those dated within one month.';

CREATE VIEW news.daily_actors AS
SELECT e.date_start AS day, a.name AS actor, l.country, x.side,
       count(*)::integer AS n_events,
       count(*) FILTER (WHERE x.role = 'primary')::integer AS n_primary,
       count(*) FILTER (WHERE e.civilian_targeting)::integer AS n_against_civilians,
       count(e.fatalities_best)::integer AS n_with_toll,
       sum(coalesce(e.fatalities_low, e.fatalities_best))::bigint AS fatalities_low,
       sum(e.fatalities_best)::bigint AS fatalities_best,
       sum(coalesce(e.fatalities_high, e.fatalities_best))::bigint AS fatalities_high
FROM news.events e
JOIN news.event_actors x USING (event_id)
JOIN news.actors a USING (actor_id)
LEFT JOIN news.locations l USING (location_id)
WHERE e.status IN ('asserted', 'claimed') AND NOT e.background AND e.date_precision = 'day'
GROUP BY e.date_start, a.name, l.country, x.side;
COMMENT ON VIEW news.daily_actors IS 'Events that happened by day, actor, side and country; those dated to a day only. An event counts for every actor in it.';

CREATE VIEW news.monthly_actors AS
SELECT date_trunc('month', e.date_start)::date AS month, a.name AS actor, l.country, x.side,
       count(*)::integer AS n_events,
       count(*) FILTER (WHERE x.role = 'primary')::integer AS n_primary,
       count(*) FILTER (WHERE e.civilian_targeting)::integer AS n_against_civilians,
       count(e.fatalities_best)::integer AS n_with_toll,
       sum(coalesce(e.fatalities_low, e.fatalities_best))::bigint AS fatalities_low,
       sum(e.fatalities_best)::bigint AS fatalities_best,
       sum(coalesce(e.fatalities_high, e.fatalities_best))::bigint AS fatalities_high
FROM news.events e
JOIN news.event_actors x USING (event_id)
JOIN news.actors a USING (actor_id)
LEFT JOIN news.locations l USING (location_id)
WHERE e.status IN ('asserted', 'claimed') AND NOT e.background
  AND date_trunc('month', e.date_start) = date_trunc('month', e.date_end)
GROUP BY date_trunc('month', e.date_start)::date, a.name, l.country, x.side;
COMMENT ON VIEW news.monthly_actors IS 'Events that happened by month, actor, side and country; those dated within one month. An event counts for every actor in it.';

CREATE VIEW news.daily_sources AS
SELECT coalesce(a.published_start, a.first_day) AS day, s.name AS source, a.lang,
       count(*)::integer AS n_articles,
       count(*) FILTER (WHERE NOT a.is_canonical)::integer AS n_copies,
       count(*) FILTER (WHERE a.near_duplicate_of IS NOT NULL)::integer AS n_reworked,
       count(DISTINCT a.story_id)::integer AS n_stories,
       sum(r.n)::integer AS n_event_reports,
       count(*) FILTER (WHERE r.n = 0)::integer AS n_without_event
FROM news.articles a
LEFT JOIN news.sources s USING (source_id)
CROSS JOIN LATERAL (SELECT count(*) AS n FROM news.event_reports r WHERE r.article_id = a.article_id) AS r
WHERE a.published_start IS NULL OR a.published_start = a.published_end
GROUP BY coalesce(a.published_start, a.first_day), s.name, a.lang;
COMMENT ON VIEW news.daily_sources IS 'What each source published by day and language; articles whose day of publication is known, or which have no date at all.';

CREATE VIEW news.monthly_sources AS
SELECT date_trunc('month', coalesce(a.published_start, a.first_day))::date AS month, s.name AS source, a.lang,
       count(*)::integer AS n_articles,
       count(*) FILTER (WHERE NOT a.is_canonical)::integer AS n_copies,
       count(*) FILTER (WHERE a.near_duplicate_of IS NOT NULL)::integer AS n_reworked,
       count(DISTINCT a.story_id)::integer AS n_stories,
       sum(r.n)::integer AS n_event_reports,
       count(*) FILTER (WHERE r.n = 0)::integer AS n_without_event,
       count(DISTINCT coalesce(a.published_start, a.first_day))::integer AS n_days
FROM news.articles a
LEFT JOIN news.sources s USING (source_id)
CROSS JOIN LATERAL (SELECT count(*) AS n FROM news.event_reports r WHERE r.article_id = a.article_id) AS r
WHERE a.published_start IS NULL OR date_trunc('month', a.published_start) = date_trunc('month', a.published_end)
GROUP BY date_trunc('month', coalesce(a.published_start, a.first_day))::date, s.name, a.lang;
COMMENT ON VIEW news.monthly_sources IS 'What each source published by month and language; articles whose month of publication is known, or which have no date at all.';

DO $$
DECLARE v record;
BEGIN
    FOR v IN SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
             WHERE c.relnamespace = 'news'::regnamespace AND c.relkind = 'v' AND c.relname ~ '^(daily|monthly)_' LOOP
        EXECUTE format('COMMENT ON COLUMN news.%I.%I IS %L', v.relname, v.attname, CASE v.attname
            WHEN 'day' THEN CASE v.relname WHEN 'daily_sources' THEN 'Day of publication; of the first drop where an article has no date.' ELSE 'Day it happened.' END
            WHEN 'month' THEN 'First day of the month.'
            WHEN 'country' THEN 'Country, in English; null when no place is named.'
            WHEN 'admin1' THEN 'Province or state, in English.'
            WHEN 'type' THEN 'Type, see news.event_types.'
            WHEN 'acled_event_type' THEN 'ACLED event type; "Extension" where ACLED has none.'
            WHEN 'actor' THEN 'Canonical name.'
            WHEN 'side' THEN '1 the side that acted, 2 the side acted upon.'
            WHEN 'source' THEN 'Publisher; null when unknown.'
            WHEN 'lang' THEN 'ISO 639-1 language of the bodies.'
            WHEN 'n_events' THEN 'Events.'
            WHEN 'n_claimed' THEN 'Of them, those only claimed by somebody.'
            WHEN 'n_disputed' THEN 'Of them, those another report denies.'
            WHEN 'n_against_civilians' THEN 'Of them, those in which civilians were the side acted upon.'
            WHEN 'n_with_toll' THEN 'Of them, those for which a number of dead is reported; the sums are over these.'
            WHEN 'n_primary' THEN 'Of them, those in which the actor names its side.'
            WHEN 'fatalities_low' THEN 'Sum of the lowest figures; null when none is reported.'
            WHEN 'fatalities_best' THEN 'Sum of the latest figures; null when none is reported.'
            WHEN 'fatalities_high' THEN 'Sum of the highest figures; null when none is reported.'
            WHEN 'injured' THEN 'Sum of the reported injured; null when none is reported.'
            WHEN 'captured' THEN 'Sum of the reported captured; null when none is reported.'
            WHEN 'n_articles' THEN 'Articles.'
            WHEN 'n_copies' THEN 'Of them, exact copies of an earlier article.'
            WHEN 'n_reworked' THEN 'Of them, reworked versions of an earlier article.'
            WHEN 'n_stories' THEN 'Stories they tell.'
            WHEN 'n_event_reports' THEN 'Events they tell, one told by two articles counting twice.'
            WHEN 'n_without_event' THEN 'Of them, those that tell no event.'
            WHEN 'n_days' THEN 'Days on which it published.' END);
    END LOOP;
END $$;

GRANT SELECT ON news.daily_events, news.monthly_events, news.daily_actors, news.monthly_actors, news.daily_sources,
    news.monthly_sources TO dropwire_loader, dropwire_reader;
