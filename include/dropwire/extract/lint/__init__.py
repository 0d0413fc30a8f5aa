"""For those who edit the lexicon: errors in its tables, rows that never match, what a row makes of a text."""
