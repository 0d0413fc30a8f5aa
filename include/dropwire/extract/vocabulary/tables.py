"""Lexicons: tab-separated tables an analyst edits, read with checks that name file and line.

A table is UTF-8. Its first line that is no comment names the columns; `#` starts a comment line. A cell may hold
several values divided by ` | `. `example` holds a phrase the row must be found in, `counter_example` one in which it
must not; both run as tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dropwire.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a lexicon, with the place to name when something is wrong with it."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def error(self, problem: str) -> ConfigError:
        """The error to raise for this line."""
        return ConfigError(f"{self.path.name}:{self.line}: {problem}")

    def many(self, column: str) -> list[str]:
        """The values of a cell that may hold several."""
        return [value for part in self[column].split("|") if (value := part.strip())]

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """A cell that must hold one of some words.

        Raises:
            ConfigError: it holds another.
        """
        value = self[column]
        if value not in allowed:
            raise self.error(f"{column} is {value!r}; write one of {', '.join(w or '(empty)' for w in allowed)}")
        return value

    def number(self, column: str) -> float | None:
        """A cell that holds a number or nothing.

        Raises:
            ConfigError: it holds something else.
        """
        value = self[column]
        if not value:
            return None
        try:
            return float(value)
        except ValueError:
            raise self.error(f"{column} is {value!r}; write a number or leave it empty") from None

    def day(self, column: str, *, last: bool = False) -> str:
        """A cell that holds a year, a month or a day (ISO), as its first (or last) day; empty stays empty.

        Raises:
            ConfigError: it is no date.
        """
        value = self[column]
        if not value:
            return ""
        filled = value + ("-12-31", "-01-01")[not last] if len(value) == 4 else value
        if len(value) == 7:
            filled = value + ("-28" if last else "-01")
        try:
            return date.fromisoformat(filled).isoformat()
        except ValueError:
            raise self.error(f"{column} is {value!r}; write a date such as 2014, 2014-06 or 2014-06-29") from None


def read_table(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """Read one lexicon.

    Args:
        path: the table.
        required: columns that must stand in the header and be filled in every row.
        optional: columns that may be missing or empty; every other column is an error.

    Raises:
        ConfigError: the file is missing, or a line does not fit; the message names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path.name}: cannot be read: {problem}") from problem
    lines = _lines(text)
    header_line, header = next(lines, (1, [""]))
    for column in required:
        if column not in header:
            raise ConfigError(f"{path.name}:{header_line}: the column {column!r} is missing")
    for column in header:
        if column not in required and column not in optional:
            raise ConfigError(f"{path.name}:{header_line}: unknown column {column!r}")
    rows = []
    for number, cells in lines:
        if len(cells) > len(header):
            raise ConfigError(f"{path.name}:{number}: {len(cells)} cells under {len(header)} columns")
        row = Row(path, number, dict(zip(header, cells, strict=False)))
        for column in required:
            if not row[column]:
                raise row.error(f"{column} is empty")
        rows.append(row)
    return rows


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.rstrip("\r").split("\t")]
