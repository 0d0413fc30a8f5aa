-- Which articles tell the same events is found through their events when it is asked: kept pair by pair, it was larger than
-- the articles themselves. What stays are the near copies.
CREATE TABLE news.near_texts (
    article_id uuid NOT NULL,
    other_id   uuid NOT NULL,
    score      double precision NOT NULL,
    PRIMARY KEY (article_id, other_id)
);
COMMENT ON TABLE news.near_texts IS 'Pairs of originals with nearly the same words, each pair in both directions.';
COMMENT ON COLUMN news.near_texts.article_id IS 'One article.';
COMMENT ON COLUMN news.near_texts.other_id IS 'The other article.';
COMMENT ON COLUMN news.near_texts.score IS 'Estimated Jaccard similarity of word pairs.';
INSERT INTO news.near_texts SELECT article_id, other_id, score FROM news.article_links WHERE kind = 'text';
GRANT SELECT ON news.near_texts TO dropwire_loader, dropwire_reader;
GRANT INSERT, DELETE ON news.near_texts TO dropwire_loader;

CREATE OR REPLACE FUNCTION news.unlink() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM news.near_texts n USING old_rows o, news.near_texts there
    WHERE there.article_id = o.article_id AND (n.article_id, n.other_id) = (there.other_id, o.article_id);
    DELETE FROM news.near_texts n USING old_rows o WHERE o.article_id = n.article_id;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION news.unlink IS 'Trigger: articles that are removed take their near copies'' pairs along.';
DROP TABLE news.article_links;
