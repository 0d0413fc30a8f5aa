-- Links go with their articles by one statement: a foreign key looks at every link that is entered, twice, and there are
-- dozens of links to an article.
ALTER TABLE news.article_links DROP CONSTRAINT article_links_article_id_fkey, DROP CONSTRAINT article_links_other_id_fkey;

CREATE FUNCTION news.unlink() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM news.article_links l USING old_rows o WHERE o.article_id = l.article_id;
    DELETE FROM news.article_links l USING old_rows o WHERE o.article_id = l.other_id;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION news.unlink IS 'Trigger: articles that are removed take their links along.';
REVOKE EXECUTE ON FUNCTION news.unlink FROM PUBLIC;
CREATE TRIGGER unlink AFTER DELETE ON news.articles REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION news.unlink();
