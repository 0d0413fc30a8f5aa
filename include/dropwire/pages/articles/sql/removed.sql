SELECT kind, raw_start, raw_end FROM news.removed_spans WHERE article_id = %(id)s::uuid ORDER BY span_no
