-- The versions the transaction in hand has ended. They are all new, and the planner, which takes them for a handful,
-- would go through them once for each version that begins.
CREATE TEMP TABLE pub_ended_articles ON COMMIT DROP AS SELECT * FROM history.articles WHERE valid_to = now();
CREATE TEMP TABLE pub_ended_events ON COMMIT DROP AS SELECT * FROM history.events WHERE valid_to = now();
CREATE INDEX ON pub_ended_articles (article_id);
CREATE INDEX ON pub_ended_events (event_id);
ANALYZE pub_ended_articles, pub_ended_events;
