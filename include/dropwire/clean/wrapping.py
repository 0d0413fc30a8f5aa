"""Text broken at a fixed width, as news wires send it: lines that go on are made whole before anything judges them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dropwire.clean.dates import is_date_line
from dropwire.clean.lines import Line

_SHORT = 30
"""Characters below which a line may be a button or a name, whatever follows it."""
_ENOUGH = 2
_MOST = 0.8
_NEARLY_FULL = 0.75
"""How much of the width a line takes that goes on although a capital follows, where breaks do not keep to a width."""
_WIDEST = 120
"""Characters in the widest line of a text broken at a width."""
_DATELINE = re.compile(r"(?P<place>\w{4,}(?: \w{2,}){0,2})\s?(?:[,(–—:]|--? )")
"""What opens a paragraph when its place stands in capitals: `JAKARTA (ANTARA)`, `SANAA, 21 Sept`."""


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a text is broken."""

    text: str
    width: int
    at_width: bool
    """No line is wider than a wire's."""
    filled: bool
    """A line is broken only where the next word has no room."""
    spaced: bool
    """Blank lines part the paragraphs."""

    def is_full(self, above: Line, below: Line) -> bool:
        """Whether the next line's first word had no room."""
        return _size(above, self.text) + 1 + len(below.text.split(maxsplit=1)[0]) > self.width

    def goes_on(self, above: Line, below: Line, *, first: bool) -> bool:
        """Whether a line continues the paragraph of the one above; the text's first line may be a headline."""
        if above.kind or below.kind or below.gap or _opens(below):
            return False
        if below.text[0].islower() and not above.ends_sentence:
            return True
        if not self.at_width:
            return False
        if self.is_full(above, below):
            return self.filled or not above.ends_sentence
        if self.filled or first or _size(above, self.text) < _NEARLY_FULL * self.width:
            return False
        return self.spaced or not above.ends_sentence


def unwrap(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines with those joined that one paragraph was broken into; `text` is what their offsets point into.

    A text is taken for broken when its lines that end no sentence have no room for the next word, or go on below in
    lower case.
    """
    wrapping = _wrapping_of(lines, text)
    if wrapping is None:
        return list(lines)
    paragraphs = [[lines[0], lines[0]]]
    for above, below in pairwise(lines):
        if wrapping.goes_on(above, below, first=above is lines[0]):
            paragraphs[-1][1] = below
        else:
            paragraphs.append([below, below])
    return [first if first is last else _joined(first, last, text) for first, last in paragraphs]


def _joined(first: Line, last: Line, text: str) -> Line:
    whole = "".join(" " if c.isspace() else c for c in text[first.start : last.end])
    return Line(first.start, last.end, whole, first.gap)


def _wrapping_of(lines: Sequence[Line], text: str) -> _Wrapping | None:
    inside = [
        (a, b)
        for a, b in pairwise(lines)
        if len(a.text) >= _SHORT and not (b.gap or a.ends_sentence or a.kind or b.kind)
    ]
    going_on = sum(b.text[0].islower() for _, b in inside)
    if len(inside) < _ENOUGH or not going_on:
        return None
    width = max(_size(line, text) for pair in inside for line in pair)
    at_width = max(len(line.text) for line in lines) <= _WIDEST
    spaced = sum(line.gap > 0 for line in lines) > _ENOUGH
    loose = _Wrapping(text, width, at_width, filled=False, spaced=spaced)
    if at_width and sum(loose.is_full(a, b) for a, b in inside) >= _MOST * len(inside):
        return _Wrapping(text, width, at_width, filled=True, spaced=spaced)
    return loose if going_on >= _ENOUGH and 2 * going_on >= len(inside) else None


def _opens(line: Line) -> bool:
    """Whether a line is a date, or begins with a dateline."""
    lead = _DATELINE.match(line.text)
    return (lead is not None and lead["place"].isupper()) or is_date_line(line.text, line.low)


def _size(line: Line, text: str) -> int:
    """Characters up to the line's end, with what stands before it in its line (a crawler's prefix)."""
    return line.end - text.rfind("\n", 0, line.start) - 1
