"""JSON arrays, objects that wrap one, and objects one after the other: one record at a time, whatever the size."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dropwire.errors import BadItem
from dropwire.read.drafts import Draft, Found, refuse
from dropwire.read.fields import FieldMap
from dropwire.read.jsonlines import parse_records
from dropwire.read.jsonscan import OversizeError, Scanner, TruncatedError
from dropwire.read.settings import ReadSettings

_LIST = re.compile(rb'"\s*:\s*\[(?=\s*\{)')
_INDENT = re.compile(rb"\[[ \t\r]*\n([ \t]*)\{")
_TOP = re.compile(rb"\n\{")
_HELD = 50
"""Refusals of a list kept back until it shows an article; a longer list without one is told."""
_RETREATS = 20
"""How often one array is taken up again after a record that does not end; each time costs a look at what is held."""


def read_json(chunks: Iterable[bytes], fields: FieldMap, settings: ReadSettings) -> Found:
    """The records of a JSON file.

    A broken record costs itself; when its brackets do not match, the next one is told by its place in the line.
    """
    scanner = Scanner(chunks, settings.max_item_bytes)
    while first := scanner.next_byte():
        if first not in (b"[", b"{"):
            raise refuse("json_syntax", f"line {scanner.line}: neither an object nor an array")
        yield from _elements(scanner, fields) if first == b"[" else _object(scanner, fields)


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
        broken = False
        for part in parse_records(value, fields, place):
            broken = isinstance(part, BadItem) and part.rule == "json_syntax"
            yield part
        resume = start.search(value) if start and broken and retreats < _RETREATS else None
        if resume:
            scanner.back(value[resume.end() - 1 :])
            retreats += 1
        elif not whole:
            raise refuse("json_truncated", f"the array ends within record {number}")
    scanner.take(1)


def _object(scanner: Scanner, fields: FieldMap) -> Found:
    """The record that starts here, or those of the lists it wraps."""
    place = f"line {scanner.line}"
    try:
        value = scanner.value() or b""
    except (OversizeError, TruncatedError) as error:
        wrapped, following = _LIST.search(scanner.window), _TOP.search(scanner.window)
        if wrapped and not (following and following.start() < wrapped.start()):
            yield from _members(scanner, fields, place)
            return
        oversize = isinstance(error, OversizeError)
        if not following:
            raise refuse("too_large" if oversize else "json_truncated", f"{place}: an object without end") from None
        yield refuse("json_syntax", f"{place}: an object without end")
        scanner.take(following.end() - 1)
        return
    broken = False
    for part in parse_records(value, fields, place):
        broken = isinstance(part, BadItem) and part.rule == "json_syntax"
        yield part
    if broken and (following := _TOP.search(value)):
        scanner.back(value[following.end() - 1 :])


def _members(scanner: Scanner, fields: FieldMap, place: str) -> Found:
    """The records of every list in the object that starts here, which is larger than what is held at once."""
    depth, found = 0, _Lists()
    try:
        while first := scanner.next_byte():
            if first in (b"{", b"}", b":"):
                scanner.take(1)
                depth += {b"{": 1, b"}": -1}.get(first, 0)
                if not depth:
                    break
            elif first == b"[" and scanner.after() == b"{":
                yield from found.pass_on(_elements(scanner, fields))
            elif scanner.value(skip=True) is None:
                yield refuse("too_large", f"{place}: before line {scanner.line} a value larger than an article may be")
    except TruncatedError:
        pass
    if not found.articles:
        yield from found.held
    if depth:
        raise refuse("json_truncated", f"{place}: an object without end")


class _Lists:
    """The lists of an object. One without an article (of tags, of pages) is told only when no other has one either."""

    def __init__(self) -> None:
        self.articles = False
        self.held: list[BadItem] = []

    def pass_on(self, parts: Found) -> Found:
        """The parts of one list, its refusals held back until it shows an article or has grown long."""
        held: list[BadItem] = []
        told = False
        for part in parts:
            if not told and isinstance(part, BadItem) and part.rule == "no_text" and len(held) < _HELD:
                held.append(part)
                continue
            if not told:
                told = True
                yield from held
            self.articles = self.articles or isinstance(part, Draft)
            yield part
        if not told:
            self.held += held[: _HELD - len(self.held)]
