"""JSON arrays, objects that wrap one, and objects one after the other: one record at a time, whatever the size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dropwire.errors import BadItem
from dropwire.read.drafts import Draft, Found, refuse
from dropwire.read.fields import FieldMap
from dropwire.read.jsonlines import draft_record, parse_json, parse_record
from dropwire.read.jsonscan import OversizeError, Scanner, TruncatedError
from dropwire.read.settings import ReadSettings

_LIST = re.compile(rb'"\s*:\s*\[(?=\s*\{)')
_INDENT = re.compile(rb"\[[ \t\r]*\n([ \t]*)\{")
_DEPTH = 3
"""How deep the list of records may lie in the object that wraps it."""
_RETREATS = 100
"""How often one file is taken up again after a record that does not end."""


def read_json(chunks: Iterable[bytes], fields: FieldMap, settings: ReadSettings) -> Found:
    """The records of a JSON file.

    A broken record costs itself; when its brackets do not match, the next one is told by its place in the line.
    """
    scanner, empty = Scanner(chunks, settings.max_item_bytes), True
    while first := scanner.next_byte():
        if first not in (b"[", b"{"):
            raise refuse("json_syntax", f"line {scanner.line}: neither an object nor an array")
        for part in _elements(scanner, fields) if first == b"[" else _object(scanner, fields):
            empty = False
            yield part
    if empty:
        raise refuse("empty", "the JSON holds no records")


def _elements(scanner: Scanner, fields: FieldMap) -> Found:
    """The records of the array that starts here."""
    indented = _INDENT.match(scanner.window)
    start = re.compile(rb"\n" + indented[1] + rb"\{") if indented else None
    scanner.take(1)
    number = retreats = 0
    while (first := scanner.next_byte()) != b"]":
        if not first:
            raise refuse("json_truncated", f"the array ends within, after {number} records")
        number, place, whole = number + 1, f"record {number + 1}, line {scanner.line}", True
        try:
            value = scanner.value(skip=True)
        except TruncatedError:
            value, whole = scanner.take(len(scanner.window)), False
        if value is None:
            yield refuse("too_large", f"{place}: larger than an article may be")
            continue
        part = parse_record(value, fields, place)
        yield part
        resume = start.search(value) if start and isinstance(part, BadItem) and part.rule == "json_syntax" else None
        if resume and retreats < _RETREATS:
            scanner.back(value[resume.end() - 1 :])
            retreats += 1
        elif not whole:
            raise refuse("json_truncated", f"the array ends within record {number}")
    scanner.take(1)


def _object(scanner: Scanner, fields: FieldMap) -> Found:
    """The record that starts here, or those of the list it wraps."""
    try:
        value = scanner.value()
    except (OversizeError, TruncatedError) as error:
        wrapped = _LIST.search(scanner.window)
        if not wrapped:
            rule = "too_large" if isinstance(error, OversizeError) else "json_truncated"
            raise refuse(rule, f"line {scanner.line}: an object that is no list of records") from None
        scanner.take(wrapped.end() - 1)
        yield from _elements(scanner, fields)
        scanner.drain()
        return
    part = parse_record(value or b"", fields, f"line {scanner.line}")
    if isinstance(part, BadItem) and part.rule == "no_text":
        for records in _lists(parse_json(value or b"")[0], _DEPTH):
            parts = [
                draft_record(record, "utf-8", fields, f"record {number}") for number, record in enumerate(records, 1)
            ]
            if any(isinstance(part, Draft) for part in parts):
                yield from parts
                return
    yield part


def _lists(value: object, depth: int) -> Iterator[list[object]]:
    """The lists of objects in an object, the outer ones first."""
    inner = list(value.values()) if isinstance(value, dict) else []
    yield from (item for item in inner if isinstance(item, list) and any(isinstance(one, dict) for one in item))
    if depth > 1:
        for item in inner:
            yield from _lists(item, depth - 1)
