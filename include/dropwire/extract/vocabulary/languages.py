"""The languages events are read in, and what each reads of the tables (docs/languages.md tells how one is added)."""

from __future__ import annotations

COLUMN = {"vi": "vi", "id": "id", "ms": "id", "en": "en"}
"""The column of words in a table, by the language of a text; Malay shares the Indonesian one."""
COLUMNS = tuple(dict.fromkeys(COLUMN.values()))
LANGUAGES = tuple(COLUMN)
ROWS = {"vi": {"vi"}, "id": {"id", "ind"}, "ms": {"id", "ms"}, "en": {"en"}}
"""The rows of tables with a column `lang`: `ind` is for Indonesian alone, `ms` for Malay alone."""
READ_IN = {row: tuple(lang for lang in LANGUAGES if row in ROWS[lang]) for row in sorted(set().union(*ROWS.values()))}
"""The other way round: the languages of the texts in which a row is read."""
