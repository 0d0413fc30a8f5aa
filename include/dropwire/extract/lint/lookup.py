"""Which rows of the lexicon bear on some words: what to look at when they were, or were not, coded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dropwire.extract.lint.rowtests import TABLES, RowTests, phrases, whole_words
from dropwire.extract.vocabulary.languages import COLUMNS
from dropwire.extract.vocabulary.matcher import fold
from dropwire.extract.vocabulary.tables import Row, read_table

_WORDS = ("patterns", *COLUMNS, "aliases", "demonyms", "metonyms", "example", "counter_example", "lat", "lon")
"""Columns that hold no meaning."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row whose words stand in the text."""

    file: str
    line: int
    lang: str
    words: str
    """The longest of the row's phrases that stands there."""
    meaning: str
    taken: bool
    """Whether the engine takes it; else a longer phrase hides it, or what it needs beside it is missing."""


def rows_of(path: Path) -> list[Row]:
    """All rows of a table, whatever its columns."""
    text = path.read_text(encoding="utf-8").split("\n")
    header = next(line.strip("\r") for line in text if line.strip() and not line.startswith("#"))
    return read_table(path, (), header.split("\t"))


def look_up(folder: Path, tests: RowTests, text: str, langs: Sequence[str]) -> Iterator[Hit]:
    """The rows whose words stand in a text, table by table."""
    low = fold(text).casefold()
    for table in TABLES:
        for row in rows_of(folder / table):
            for lang in langs:
                held = [p for read_in, _, p in phrases(row) if lang in read_in and fold(p).casefold() in low]
                whole = [p for p in held if any(whole_words(fold(p).casefold(), low))]
                taken = tests.finds(row, lang, text) if held else False
                if whole or taken:
                    yield Hit(table, row.line, lang, max(whole or held, key=len), _meaning(row), taken)


def _meaning(row: Row) -> str:
    return ", ".join(f"{column} {value}" for column, value in row.cells.items() if value and column not in _WORDS)
