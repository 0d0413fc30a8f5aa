UPDATE ops.alert_messages
SET state = CASE WHEN %(given_up)s THEN 'failed' ELSE 'waiting' END, send_after = %(again)s, error = %(error)s
WHERE message_id = %(id)s
