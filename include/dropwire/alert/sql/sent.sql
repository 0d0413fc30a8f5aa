UPDATE ops.alert_messages SET state = 'sent', sent_at = %(now)s, error = NULL WHERE message_id = %(id)s
