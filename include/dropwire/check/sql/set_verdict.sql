-- A load checked again is decided again, one that was stopped is at work again; one that is published stays so.
UPDATE ops.loads
SET verdict = %(verdict)s,
    decision = CASE WHEN status IN ('running', 'held', 'stopped') THEN NULL ELSE decision END,
    reason = CASE WHEN status = 'stopped' THEN NULL ELSE reason END,
    finished_at = CASE WHEN status = 'stopped' THEN NULL ELSE finished_at END,
    status = CASE WHEN status NOT IN ('running', 'held', 'stopped') THEN status
                  WHEN %(verdict)s = 'hold' AND NOT dry_run THEN 'held'
                  ELSE 'running' END
WHERE load_id = %(load_id)s;
