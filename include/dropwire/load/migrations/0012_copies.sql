-- Who copied whom, where credits or dates tell; the article that names no other publisher is the original before others.
CREATE VIEW news.copies AS
SELECT c.article_id, o.article_id AS original_id,
       CASE WHEN c.is_canonical THEN 'reworked' ELSE 'same text' END AS kind,
       CASE WHEN c.is_canonical THEN c.near_duplicate_score ELSE 1 END AS similarity,
       CASE WHEN lower(c.syndicated_from) = lower(os.name) OR c.syndicated_from IS NOT NULL AND o.syndicated_from IS NULL THEN 'credit'
            WHEN c.published_start > o.published_end THEN 'date' END AS told_by,
       cs.name AS source, os.name AS original_source, c.published_start, o.published_start AS original_published_start,
       c.url, o.url AS original_url
FROM news.articles c
JOIN news.articles o ON o.article_id = CASE WHEN c.is_canonical THEN c.near_duplicate_of ELSE c.canonical_id END
LEFT JOIN news.sources cs ON cs.source_id = c.source_id
LEFT JOIN news.sources os ON os.source_id = o.source_id;
COMMENT ON VIEW news.copies IS 'Articles whose text another article had: which, how near, and whether credits or dates tell that it was copied from there.';
COMMENT ON COLUMN news.copies.article_id IS 'The copy.';
COMMENT ON COLUMN news.copies.original_id IS 'The article taken for the original: it names no other publisher, else it appeared first.';
COMMENT ON COLUMN news.copies.kind IS 'same text, or reworked.';
COMMENT ON COLUMN news.copies.similarity IS '1 for the same text, else the estimated Jaccard similarity to the most similar text.';
COMMENT ON COLUMN news.copies.told_by IS 'credit: the copy names its origin; date: it appeared later; null: it cannot be told who copied whom.';
COMMENT ON COLUMN news.copies.source IS 'Publisher of the copy.';
COMMENT ON COLUMN news.copies.original_source IS 'Publisher of the original.';
COMMENT ON COLUMN news.copies.published_start IS 'First day the copy may have appeared.';
COMMENT ON COLUMN news.copies.original_published_start IS 'First day the original may have appeared.';
COMMENT ON COLUMN news.copies.url IS 'Address of the copy.';
COMMENT ON COLUMN news.copies.original_url IS 'Address of the original.';
GRANT SELECT ON news.copies TO dropwire_loader, dropwire_reader;

COMMENT ON COLUMN news.articles.is_canonical IS 'True for the original of this text: it names no other publisher as its origin, else it appeared first.';
COMMENT ON COLUMN news.articles.canonical_id IS 'The original of this text; itself when is_canonical.';
COMMENT ON COLUMN news.articles.near_duplicate_of IS 'The article of which this is a reworked version (chosen like canonical_id); null if there is none.';
COMMENT ON COLUMN news.articles.near_duplicate_score IS 'Estimated Jaccard similarity of word pairs to the most similar other text.';
COMMENT ON COLUMN news.text_signatures.signature IS 'Minimum hash per permutation over the pairs of neighbouring words of the folded body.';
COMMENT ON COLUMN news.article_links.score IS 'text: estimated Jaccard similarity of word pairs; events: number of events both tell.';
