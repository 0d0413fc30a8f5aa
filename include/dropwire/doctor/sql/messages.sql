-- Given up in the last week, or tried several times in vain.
SELECT count(*), max(error)
FROM ops.alert_messages
WHERE (state = 'failed' OR (state = 'waiting' AND attempts >= 3)) AND created_at > now() - interval '7 days'
