-- A drop by its name: what of its items is in the quarantine.
SELECT f.sha256,
       (SELECT count(DISTINCT r.item_id) FROM landing.load_files lf JOIN ops.rejects r ON r.load_id = lf.load_id
        WHERE lf.file_id = f.file_id AND r.file = f.name AND r.disposition = 'quarantined')
FROM landing.drop_files f WHERE f.name = %(file)s ORDER BY f.arrived_at DESC, f.file_id DESC LIMIT 1
