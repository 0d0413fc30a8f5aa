SELECT found::text FROM news.current_event(%(event_id)s) AS found WHERE found IS NOT NULL
