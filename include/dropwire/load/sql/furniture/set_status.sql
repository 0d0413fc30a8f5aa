UPDATE ops.furniture SET status = %(status)s, kind = coalesce(%(kind)s, kind), decided_by = %(by)s, decided_at = now(),
    effective_at = now()
WHERE furniture_id = %(furniture_id)s
RETURNING line
