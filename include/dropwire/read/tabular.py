"""CSV and TSV with a header: one record a row; a broken row costs its first line, and reading starts anew after it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

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
    taken, size, mark = [start], len(line), delimiter.encode()
    inside = _ends_quoted(line, mark, inside=False)
    while inside and size <= limit and (following := lines.take()) is not None:
        taken.append(following)
        if following[1] is None:
            break
        size += len(following[1])
        inside = _ends_quoted(following[1], mark, inside=True)
    decoded = decode(b"".join(part or b"" for _, part in taken))
    cells = [] if inside else _cells(decoded.text, delimiter)
    if cells and not any(cell.strip() for cell in cells):
        return None  # spreadsheets end in such rows
    if len(cells) == len(header):
        try:
            return fields.draft(dict(zip(header, cells, strict=True)), decoded.encoding)
        except BadItem as bad:
            return refuse(bad.rule, f"line {number}: {bad.reason}")
    lines.put_back(taken[1:])
    if inside:
        return refuse("csv_quote", f"line {number}: a quotation mark that is not closed")
    return refuse("csv_columns", f"line {number}: {len(cells)} columns where the header has {len(header)}")


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
