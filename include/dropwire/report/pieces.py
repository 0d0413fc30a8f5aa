"""Texts in pieces, for pages: what tells of events marked, what was removed told apart by kind."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from dropwire.article import REMOVED_KINDS
from dropwire.report.summary import STEERING

K = TypeVar("K", bound=Hashable)

HUES = dict(zip(REMOVED_KINDS, (220, 220, 265, 25, 48, 195, 212, 140, 0, 175, 320, 290), strict=True))
"""Hue of each kind; its lightness follows the reader's scheme, light or dark."""
_UNLABELLED = ("markup", "prefix")
_BLANK = re.compile(r"\s*\n\s*\n\s*")
_INVISIBLE = {code: f"‹{code:02x}›" for code in STEERING}


class Mark(NamedTuple, Generic[K]):
    """A stretch of a text that is about `key`: code points, half open."""

    start: int
    end: int
    key: K


class Piece(NamedTuple, Generic[K]):
    """A stretch of text that one set of marks covers."""

    text: str
    told: Sequence[K]
    """Keys of the marks over it."""
    begins: Sequence[K]
    """Those of them that begin here."""
    ends: Sequence[K]
    """Those of them that end here."""


class Stretch(NamedTuple, Generic[K]):
    """A stretch of raw text: kept (kind None) or removed."""

    kind: str | None
    label: bool
    """Whether to name the kind: the first of a run of one kind is labelled, marks are not."""
    pieces: Sequence[Piece[K]]


def visible(text: str) -> str:
    """The text with control and direction marks shown by number."""
    return text.translate(_INVISIBLE)


def paragraphs(body: str, marks: Iterable[Mark[K]]) -> Iterator[list[Piece[K]]]:
    """The paragraphs of a body, each in pieces."""
    waiting, at = sorted(marks, key=lambda mark: mark[:2]), 0
    for text in body.split("\n\n") if body else ():
        end = at + len(text)
        cut, waiting = _within(waiting, end)
        yield list(_pieces(body, at, end, cut))
        at = end + 2


def raw(text: str, removed: Iterable[tuple[str, int, int]], marks: Iterable[Mark[K]] = ()) -> Iterator[Stretch[K]]:
    """The raw text, stretch by stretch.

    Long runs of empty lines, which parsed pages are full of, are shown as one.
    """
    waiting, last = sorted(marks, key=lambda mark: mark[:2]), ""
    for kind, start, end in _partition(text, removed):
        if kind is None:
            cut, waiting = _within(waiting, end)
            kept = list(_pieces(text, start, end, cut))
            yield Stretch(None, False, kept)
            last = last if text[start:end].isspace() else ""
            continue
        shown = _BLANK.sub("\n\n", text[start:end]) if kind == "markup" else text[start:end]
        yield Stretch(kind, kind not in (last, *_UNLABELLED), [Piece(visible(shown), (), (), ())])
        last = last if kind == "markup" else kind


def _partition(text: str, removed: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str | None, int, int]]:
    """Removed stretches and what is left between them, in order."""
    at = 0
    for kind, start, end in sorted(removed, key=lambda span: span[1]):
        if at < start:
            yield None, at, start
        if max(at, start) < end:
            yield kind, max(at, start), end
        at = max(at, end)
    if at < len(text):
        yield None, at, len(text)


def _within(waiting: list[Mark[K]], end: int) -> tuple[list[Mark[K]], list[Mark[K]]]:
    """The marks that begin before `end`, and what is left of all from there on."""
    n = 0
    while n < len(waiting) and waiting[n].start < end:
        n += 1
    begun = waiting[:n]
    return begun, [mark for mark in begun if mark.end > end] + waiting[n:]


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark[K]]) -> Iterator[Piece[K]]:
    cuts = sorted({start, end, *(at for mark in marks for at in mark[:2] if start < at < end)})
    for a, b in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= a and b <= mark.end]
        yield Piece(
            visible(text[a:b]), [m.key for m in over], [m.key for m in over if m.start == a],
            [m.key for m in over if m.end == b],
        )  # fmt: skip
