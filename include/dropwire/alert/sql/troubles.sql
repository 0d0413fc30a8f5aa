SELECT channel, count(*), (array_agg(error ORDER BY message_id DESC))[1]
FROM ops.alert_messages
WHERE error IS NOT NULL AND (state = 'waiting' OR state = 'failed' AND created_at > now() - interval '7 days')
GROUP BY channel ORDER BY channel
