-- The rule (load/furniture.py tells it in words). What a person decided stays.
WITH judged AS (
    SELECT f.furniture_id, f.status,
           CASE WHEN f.n_inside > 0 OR f.place = 'several' THEN 'proposed'
                WHEN f.status = 'active' THEN 'active'
                WHEN f.n_articles >= %(articles)s AND f.n_days >= %(days)s
                     AND (f.line !~ '[.!?…]["”’'')\]]*$' OR length(f.line) < %(sentence)s)
                     AND f.n_articles >= f.n_of_source
                         * CASE WHEN f.line ~ '[.!?…]["”’'')\]]*$' THEN %(share_of_sentence)s ELSE %(share)s END THEN 'active'
                ELSE 'proposed' END AS verdict
    FROM ops.furniture f JOIN furniture_counted c USING (source_id, line_id)
    WHERE f.decided_by = 'rule'
)
UPDATE ops.furniture f SET status = j.verdict, decided_at = now(), effective_at = now()
FROM judged j JOIN ops.furniture was USING (furniture_id) JOIN news.sources s ON s.source_id = was.source_id
WHERE j.furniture_id = f.furniture_id AND j.verdict <> j.status
RETURNING f.furniture_id, f.status, s.name, f.line
