SELECT DISTINCT ON (i.item_id) i.item_id::text, i.file, i.record,
       -- Everything the load read, and the rule that set it aside.
       i.rule AS rejected_by
FROM (SELECT r.item_id, r.file, r.record, r.rule, r.reject_id
      FROM ops.rejects r
      WHERE r.load_id = %(load_id)s AND r.event_no IS NULL AND r.disposition = 'quarantined'
      UNION ALL
      SELECT s.item_id, s.file, s.record, NULL, NULL FROM staging.articles s WHERE s.load_id = %(load_id)s
      UNION ALL
      SELECT s.item_id, f.name, s.record, NULL, NULL
      FROM staging.settled s JOIN landing.drop_files f USING (file_id) WHERE s.load_id = %(load_id)s) AS i
ORDER BY i.item_id, i.reject_id
