INSERT INTO ops.alert_messages (audience, channel, severity, run_id, load_id, subject, body, html, images, created_at, send_after)
VALUES (%(audience)s, %(channel)s, %(severity)s, %(run_id)s, %(load_id)s, %(subject)s, %(body)s, %(html)s, %(images)s,
        %(now)s, %(after)s)
