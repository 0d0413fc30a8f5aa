SELECT decision, decided_by, decided_at, in_person, comment FROM ops.decisions
WHERE load_id = %(load_id)s ORDER BY decision_id
