UPDATE ops.search_state SET indexed_upto = greatest(indexed_upto, (SELECT max(valid_from) FROM search_pending));
DROP TABLE search_pending;
