-- What became of an item that is no article.
SELECT article_id::text, disposition FROM landing.drop_items WHERE item_id = %(id)s::uuid ORDER BY load_id DESC LIMIT 1
