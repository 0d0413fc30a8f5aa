SELECT m.item_id::text, m.event_no, m.mention_no, m.sentence, m.quote, m.status, m.fatalities, m.injured,
       -- The sentences behind staged events, each beside what its offsets really hold.
       m.body_start, m.body_end, m.raw_start, m.raw_end,
       m.body_end - m.body_start AS body_span,
       m.raw_end - m.raw_start AS raw_span,
       CASE WHEN e.item_id IS NULL THEN m.item_id::text END AS orphan,
       CASE WHEN substr(a.body, m.body_start + 1, m.body_end - m.body_start) IS DISTINCT FROM m.quote
            THEN coalesce(left(m.quote, 80), 'no sentence') END AS quote_not_found
FROM staging.mentions m
LEFT JOIN staging.articles a ON a.load_id = %(load_id)s AND a.item_id = m.item_id
LEFT JOIN staging.events e ON e.load_id = %(load_id)s AND (e.item_id, e.event_no) = (m.item_id, m.event_no)
WHERE m.load_id = %(load_id)s
