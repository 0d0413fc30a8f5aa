-- The lease keeps a message from being sent twice at once, and lets another try when a sender was killed.
UPDATE ops.alert_messages SET attempts = attempts + 1, send_after = %(lease)s
WHERE message_id = (SELECT message_id FROM ops.alert_messages WHERE state = 'waiting' AND send_after <= %(now)s
                    ORDER BY message_id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING message_id, channel, audience, subject, body, html, images, attempts, created_at
