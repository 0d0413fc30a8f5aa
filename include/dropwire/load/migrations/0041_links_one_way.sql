-- Links lie there in both directions, so that the way back is found by the way there: the second index, as large as the
-- first and written to at random places, goes.
CREATE OR REPLACE FUNCTION news.unlink() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM news.article_links l USING old_rows o, news.article_links there
    WHERE there.article_id = o.article_id AND (l.article_id, l.other_id) = (there.other_id, o.article_id);
    DELETE FROM news.article_links l USING old_rows o WHERE o.article_id = l.article_id;
    RETURN NULL;
END $$;
DROP INDEX news.article_links_other;
