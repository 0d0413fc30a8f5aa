SELECT rules_version FROM ops.loads WHERE rules_version IS NOT NULL ORDER BY load_id DESC LIMIT 1
