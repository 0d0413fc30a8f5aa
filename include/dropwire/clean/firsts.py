"""The characters a pattern's match can begin with: with them a line is tried against a few rules instead of all."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_RANGE_LIMIT = 300


def first_characters(pattern: str) -> frozenset[str] | None:
    """The first characters of all matches; None when they cannot be told (then any will do)."""
    found, empty = _of_sequence(_parser.parse(pattern))
    return None if found is None or empty else frozenset(found)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[set[str] | None, bool]:
    """First characters of a sequence, and whether it can match nothing."""
    found: set[str] = set()
    for code, argument in items:
        first, empty = _of_item(code, argument)
        if first is None:
            return None, False
        found |= first
        if not empty:
            return found, False
    return found, True


def _of_item(code: object, argument: Any) -> tuple[set[str] | None, bool]:  # noqa: ANN401
    if code in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return set(), True
    if code is op.LITERAL:
        return {chr(argument)}, False
    if code is op.IN:
        return _of_class(argument), False
    if code is op.SUBPATTERN:
        return _of_sequence(argument[3])
    if code is op.ATOMIC_GROUP:
        return _of_sequence(argument)
    if code is op.BRANCH:
        parts = [_of_sequence(branch) for branch in argument[1]]
        if any(first is None for first, _ in parts):
            return None, False
        return set().union(*(first or set() for first, _ in parts)), any(empty for _, empty in parts)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        first, empty = _of_sequence(argument[2])
        return first, empty or argument[0] == 0
    return None, False


def _of_class(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    found: set[str] = set()
    for code, argument in items:
        if code is op.LITERAL:
            found.add(chr(argument))
        elif code is op.RANGE and argument[1] - argument[0] < _RANGE_LIMIT:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif code is op.CATEGORY and argument is op.CATEGORY_DIGIT:
            found.update("0123456789")
        elif code is op.CATEGORY and argument is op.CATEGORY_SPACE:
            found.update(" \t\u00a0")
        else:
            return None
    return found
