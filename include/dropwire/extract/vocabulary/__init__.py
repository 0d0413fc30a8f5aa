"""The tables of the lexicon as code sees them: rows, languages, spellings, numbers, and what matches them in a text."""
