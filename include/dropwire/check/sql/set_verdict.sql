-- One that is published stays so, and so does one whose run was ended while it was checked.
UPDATE ops.loads
SET verdict = %(verdict)s,
    decision = CASE WHEN status IN ('running', 'held') THEN NULL ELSE decision END,
    status = CASE WHEN status NOT IN ('running', 'held') THEN status
                  WHEN %(verdict)s = 'hold' AND NOT dry_run THEN 'held'
                  ELSE 'running' END
WHERE load_id = %(load_id)s;
