"""CSV and TSV with a header: one record a row; a broken row costs its first line, and reading starts anew after it."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dropwire.errors import BadItem
from dropwire.read.decode import decode
from dropwire.read.drafts import Draft, Found, refuse
from dropwire.read.fields import FieldMap
from dropwire.read.settings import ReadSettings
from dropwire.read.streams import open_stream, read_lines

DELIMITERS = ",\t;|"
_HEADER = 2_000
_HEADER_CELL = 40
"""Characters; what is longer is no name of a column."""
_ESCAPE = re.compile(rb'(?<!\\)((?:\\\\)*)\\"')
_ESCAPED = re.compile(rb'\\"(?=[^,;|\t\r\n"])')
"""A quotation mark after a backslash that cannot close its cell."""


def header_of(line: str, delimiter: str) -> list[str]:
    """The column names in a first line, empty when it is no header."""
    if delimiter not in line or len(line) > _HEADER:
        return []
    try:
        cells = [cell.strip() for cell in next(csv.reader([line.lstrip("\ufeff").strip("\r\n")], delimiter=delimiter))]
    except (csv.Error, StopIteration):
        return []
    named = len(cells) > 1 and all(len(cell) <= _HEADER_CELL for cell in cells) and len(set(cells)) == len(cells)
    return cells if named else []


def delimiter_of(line: str, fields: FieldMap) -> str | None:
    """The delimiter of a header that names a text field, None when the line is no such header."""
    headers = ((mark, header_of(line, mark)) for mark in DELIMITERS)
    return next((mark for mark, header in headers if header and fields.knows(header)), None)


def read_table(chunks: Iterable[bytes], fields: FieldMap, settings: ReadSettings) -> Found:
    """The rows as records; a row of another width than the header is refused."""
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_item_bytes))
    with open_stream(chunks) as stream:
        lines = _Lines(read_lines(stream, settings.max_item_bytes))
        _, first = lines.take() or (0, None)
        header_line = decode(first or b"").text
        delimiter = delimiter_of(header_line, fields)
        if delimiter is None:
            raise refuse("csv_header", "the first line names no column that holds the text")
        header = header_of(header_line, delimiter)
        while (start := lines.take()) is not None:
            part = _row(start, lines, header, delimiter, fields, settings.max_item_bytes)
            if part is not None:
                yield part


class _Lines:
    """Numbered lines that can be put back."""

    def __init__(self, lines: Iterator[tuple[int, bytes | None]]) -> None:
        self._lines = lines
        self._again: deque[tuple[int, bytes | None]] = deque()

    def take(self) -> tuple[int, bytes | None] | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def put_back(self, lines: Iterable[tuple[int, bytes | None]]) -> None:
        self._again.extendleft(reversed(list(lines)))


def _row(
    start: tuple[int, bytes | None], lines: _Lines, header: list[str], delimiter: str, fields: FieldMap, limit: int
) -> Draft | BadItem | None:
    number, line = start
    if line is None:
        return refuse("too_large", f"line {number}: more than {limit:,} bytes")
    if not line.strip():
        return None
    row = _parse(start, lines, delimiter, limit)
    raw = b"".join(part or b"" for _, part in row.taken)
    if b'\\"' in raw and (len(row.cells) != len(header) or _ESCAPED.search(raw)):
        lines.put_back(row.taken[1:])
        escaped = _parse(start, lines, delimiter, limit, escaped=True)
        if len(escaped.cells) != len(header):
            lines.put_back(escaped.taken[1:])
            escaped = _parse(start, lines, delimiter, limit)
        row = escaped
    if row.cells and not any(cell.strip() for cell in row.cells):
        return None  # spreadsheets end in such rows
    if len(row.cells) == len(header):
        try:
            return fields.draft(dict(zip(header, row.cells, strict=True)), row.encoding)
        except BadItem as bad:
            return refuse(bad.rule, f"line {number}: {bad.reason}")
    lines.put_back(row.taken[1:])
    if row.inside:
        return refuse("csv_quote", f"line {number}: a quotation mark that is not closed")
    return refuse("csv_columns", f"line {number}: {len(row.cells)} columns where the header has {len(header)}")


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of a row and what they hold; no cells when a quotation mark stays open."""

    taken: list[tuple[int, bytes | None]]
    inside: bool
    cells: list[str]
    encoding: str


def _parse(
    start: tuple[int, bytes | None], lines: _Lines, delimiter: str, limit: int, *, escaped: bool = False
) -> _Row:
    """The row that starts in a line. `escaped`: quotation marks within cells stand as `\\"`, not doubled."""
    mark = delimiter.encode()
    taken, parts, inside, following = [start], list[bytes](), False, start
    size = 0
    while True:
        part = following[1] or b""
        parts.append(_ESCAPE.sub(rb'\1""', part) if escaped else part)
        size += len(part)
        inside = _ends_quoted(parts[-1], mark, inside=inside)
        if not inside or size > limit or following[1] is None or (after := lines.take()) is None:
            break
        following = after
        taken.append(following)
    decoded = decode(b"".join(parts))
    return _Row(taken, inside, [] if inside else _cells(decoded.text, delimiter), decoded.encoding)


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def _ends_quoted(line: bytes, delimiter: bytes, *, inside: bool) -> bool:
    """Whether a quoted cell is still open at the end of the line."""
    place = 0
    if not inside and line.startswith(b'"'):
        place, inside = 1, True
    while True:
        if inside:
            place = line.find(b'"', place)
            if place < 0:
                return True
            if line[place + 1 : place + 2] == b'"':
                place += 2
                continue
            inside = False
        place = line.find(delimiter, place)
        if place < 0:
            return False
        place += 1
        if line[place : place + 1] == b'"':
            place, inside = place + 1, True
