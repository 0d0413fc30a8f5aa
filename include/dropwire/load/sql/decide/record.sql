INSERT INTO ops.decisions (load_id, decision, decided_by, in_person, comment, question)
VALUES (%(load_id)s, %(decision)s, %(by)s, %(in_person)s, %(comment)s, %(question)s);

UPDATE ops.loads SET decision = %(decision)s, status = 'running' WHERE load_id = %(load_id)s;
