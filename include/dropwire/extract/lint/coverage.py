"""What the tables hold of a language beside the others: where words stand, and which meanings nobody has said yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dropwire.errors import ConfigError
from dropwire.extract.lint.lookup import rows_of
from dropwire.extract.vocabulary.languages import COLUMN, COLUMNS, LANGUAGES, READ_IN
from dropwire.extract.vocabulary.tables import Row

BY_COLUMN = {
    "countries.tsv": "", "actors.tsv": "sector", "forces.tsv": "sector", "numbers.tsv": "kind",
    "casualties.tsv": "kind", "dates.tsv": "kind", "placewords.tsv": "kind",
}  # fmt: skip
"""Tables with a column for each language, and the column that says what a row means."""
BY_ROW = {"triggers.tsv": "act", "markers.tsv": "role", "factuality.tsv": "effect", "weapons.tsv": "class"}
"""Tables whose rows are of one language each."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One table: how many of its rows speak the language, and the meanings without any word in it."""

    table: str
    rows: int
    of: int
    """Rows of the table that any language has words for; of a table by rows, the most that one language has."""
    missing: tuple[str, ...]


def coverage(folder: Path, lang: str) -> list[Coverage]:
    """Table by table; `lang` may be a language nobody has taught yet.

    Raises:
        ConfigError: it is no ISO 639 code.
    """
    if not (lang.isalpha() and lang.islower() and len(lang) in (2, 3)):
        raise ConfigError(f"`{lang}`: write the ISO 639 code of a language, such as th")
    found = [_by_column(table, meaning, rows_of(folder / table), lang) for table, meaning in BY_COLUMN.items()]
    return found + [_by_row(table, meaning, rows_of(folder / table), lang) for table, meaning in BY_ROW.items()]


def _by_column(table: str, meaning: str, rows: list[Row], lang: str) -> Coverage:
    column = COLUMN.get(lang, lang)
    spoken = [row for row in rows if any(row[other] for other in COLUMNS)]
    ours = [row for row in spoken if row[column]]
    missing = {row[meaning] for row in spoken} - {row[meaning] for row in ours} if meaning else set()
    return Coverage(table, len(ours), len(spoken), tuple(sorted(missing)))


def _by_row(table: str, meaning: str, rows: list[Row], lang: str) -> Coverage:
    read = {one: [row for row in rows if one in READ_IN[row["lang"]]] for one in LANGUAGES}
    ours = read.get(lang, [])
    missing = {row[meaning] for row in rows} - {row[meaning] for row in ours}
    return Coverage(table, len(ours), max(map(len, read.values())), tuple(sorted(missing)))
