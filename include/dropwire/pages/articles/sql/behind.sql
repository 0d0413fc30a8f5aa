-- Whether what was published last can be found already.
SELECT l.load_id
FROM ops.loads l, ops.search_state s
WHERE l.status = 'published' AND l.n_loaded + l.n_duplicate > 0 AND l.published_at > s.indexed_upto
ORDER BY l.load_id DESC LIMIT 1
