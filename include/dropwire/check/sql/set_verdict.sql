-- A load checked again is decided again; one that is published stays so.
UPDATE ops.loads
SET verdict = %(verdict)s,
    decision = CASE WHEN status IN ('running', 'held') THEN NULL ELSE decision END,
    status = CASE WHEN status NOT IN ('running', 'held') THEN status
                  WHEN %(verdict)s = 'hold' AND NOT dry_run THEN 'held'
                  ELSE 'running' END
WHERE load_id = %(load_id)s;
