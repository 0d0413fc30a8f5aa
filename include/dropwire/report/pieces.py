"""Texts in pieces, for pages: what tells of events, what was removed and why, what a rule objects to."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from dropwire.article import Event
from dropwire.report.summary import STEERING

K = TypeVar("K", bound=Hashable)
Stretch = tuple[int, int]
"""Code points of a text, half open."""

_UNLABELLED = ("markup", "prefix")
_BLANK = re.compile(r"\s*\n\s*\n\s*")
_INVISIBLE = {code: f"‹{code:02x}›" for code in STEERING}


class Mark(NamedTuple, Generic[K]):
    """A stretch of a text that is about `key`."""

    start: int
    end: int
    key: K


class Piece(NamedTuple, Generic[K]):
    """A part of a text that is of one kind and that one set of marks covers."""

    text: str
    kind: str = "body"
    """What cleaning took it for."""
    is_first: bool = False
    """Whether a run of one kind begins here; of marks it never does."""
    told: Sequence[K] = ()
    """Keys of the marks over it."""
    begins: Sequence[K] = ()
    """Those of them whose mark begins here."""
    ends: Sequence[K] = ()
    """Those of them whose mark ends here."""
    offends: bool = False
    """Whether a rule objects to it."""


def visible(text: str) -> str:
    """The text with control and direction marks shown by number."""
    return text.translate(_INVISIBLE)


def marks_of(events: Iterable[Event]) -> list[Mark[int]]:
    """The sentences of a body that tell of events, by the events' numbers from 1."""
    return [Mark(m.start, m.end, number) for number, event in enumerate(events, 1) for m in event.mentions]


def paragraphs(body: str, marks: Iterable[Mark[K]] = (), offending: Sequence[Stretch] = ()) -> Iterator[list[Piece[K]]]:
    """The paragraphs of a body, each in pieces."""
    cutter, at = _Cutter(body, marks, offending), 0
    for text in body.split("\n\n") if body else ():
        yield [piece._replace(text=visible(body[a:b])) for a, b, piece in cutter.cut(at, at + len(text))]
        at += len(text) + 2


def raw(
    text: str, spans: Iterable[tuple[str, int, int]], marks: Iterable[Mark[K]] = (), offending: Sequence[Stretch] = ()
) -> Iterator[Piece[K]]:
    """A raw text, given what its spans are; what lies in none is body.

    Long runs of empty lines, which parsed pages are full of, are shown as one.
    """
    cutter, last = _Cutter(text, marks, offending), ""
    for kind, start, end in _whole(text, spans):
        blank = kind in ("space", "markup") or text[start:end].isspace()
        is_first = kind not in (last, *_UNLABELLED)
        for a, b, piece in cutter.cut(start, end):
            shown = _BLANK.sub("\n\n", text[a:b]) if blank else text[a:b]
            yield piece._replace(text=visible(shown), kind=kind, is_first=is_first)
            is_first = False
        last = last if blank else kind


def _whole(text: str, spans: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The spans with what lies between them, in order and apart."""
    at = 0
    for kind, start, end in sorted(spans, key=lambda span: (span[1], span[2])):
        if at < min(start, len(text)):
            yield "body", at, min(start, len(text))
        at = max(at, min(start, len(text)))
        if at < min(end, len(text)):
            yield kind, at, min(end, len(text))
            at = min(end, len(text))
    if at < len(text):
        yield "body", at, len(text)


class _Cutter(Generic[K]):
    """Cuts a text from its beginning to its end where marks begin or end; each mark is looked at where it lies only."""

    def __init__(self, text: str, marks: Iterable[Mark[K]], offending: Sequence[Stretch]) -> None:
        self._waiting = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self._next = 0
        self._open: list[Mark[K]] = []
        self._offending = offending

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, Piece[K]]]:
        """The next stretch in parts, as pieces without their text; `start` is never before the last one's end."""
        while self._next < len(self._waiting) and self._waiting[self._next].start < end:
            self._open.append(self._waiting[self._next])
            self._next += 1
        over = [mark for mark in self._open if mark.end > start]
        spans = [*self._offending, *((mark.start, mark.end) for mark in over)]
        for a, b in pairwise(sorted({start, end, *(at for span in spans for at in span if start < at < end)})):
            here = [mark for mark in over if mark.start <= a and b <= mark.end]
            yield a, b, Piece(
                "", told=list(dict.fromkeys(m.key for m in here)), begins=[m.key for m in here if m.start == a],
                ends=[m.key for m in here if m.end == b], offends=any(c <= a and b <= d for c, d in self._offending),
            )  # fmt: skip
        self._open = [mark for mark in over if mark.end > end]
