"""JSON Lines: one record a line; a broken line costs that line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import orjson

from dropwire.errors import BadItem
from dropwire.read.decode import decode
from dropwire.read.drafts import Draft, Found, refuse
from dropwire.read.fields import FieldMap
from dropwire.read.settings import ReadSettings
from dropwire.read.streams import open_stream, read_lines

_DEPTH = 3
"""How deep a list of records may lie in the object that wraps it."""
_KINDS = {list: "an array", str: "a string", bool: "true or false", type(None): "null"}


def read_json_lines(chunks: Iterable[bytes], fields: FieldMap, settings: ReadSettings) -> Found:
    """The records, each line by itself; blank lines are no records."""
    with open_stream(chunks) as stream:
        for number, line in read_lines(stream, settings.max_item_bytes):
            if line is None:
                yield refuse("too_large", f"line {number}: more than {settings.max_item_bytes:,} bytes")
            elif line.strip(b" \t\r\n\0\xef\xbb\xbf"):
                yield from parse_records(line, fields, f"line {number}")


def parse_records(data: bytes, fields: FieldMap, place: str) -> Found:
    """The article of a record, those of the lists it wraps, or why there is none."""
    try:
        record, encoding = parse_json(data)
    except ValueError as error:
        yield refuse("json_syntax", f"{place}: {error}")
        return
    part = draft_record(record, encoding, fields, place)
    if isinstance(part, BadItem) and part.rule == "no_text":
        wraps = False
        for wrapped in _lists(record, _DEPTH):
            parts = [draft_record(one, encoding, fields, f"{place}, {nth}") for nth, one in enumerate(wrapped, 1)]
            if any(isinstance(part, Draft) for part in parts):
                wraps = True
                yield from parts
        if wraps:
            return
    yield part


def draft_record(record: object, encoding: str, fields: FieldMap, place: str) -> Draft | BadItem:
    """A parsed value's article, or why there is none."""
    if not isinstance(record, dict):
        kind = _KINDS.get(type(record), "a number")
        return refuse("not_a_record", f"{place}: {kind}, not an object")
    try:
        return fields.draft(record, encoding)
    except BadItem as bad:
        return refuse(bad.rule, f"{place}: {bad.reason}")


def parse_json(data: bytes) -> tuple[object, str]:
    """The value and the encoding it was in.

    Raises:
        ValueError: no JSON, even read leniently (raw control characters, NaN, lone surrogates pass).
    """
    try:
        return orjson.loads(data), "utf-8"
    except orjson.JSONDecodeError:
        pass
    decoded = decode(data)
    try:
        return json.loads(decoded.text.lstrip("\x1e\ufeff"), strict=False), decoded.encoding
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _lists(value: object, depth: int) -> Iterator[list[object]]:
    """The lists of objects in an object, the outer ones first."""
    inner = list(value.values()) if isinstance(value, dict) else []
    yield from (item for item in inner if isinstance(item, list) and any(isinstance(one, dict) for one in item))
    if depth > 1:
        for item in inner:
            yield from _lists(item, depth - 1)
