"""From judged lines to an article's spans, body and segments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from dropwire.article import Segment, Span
from dropwire.clean.lines import Line
from dropwire.clean.view import View

_CHUNK = re.compile(r"\S+(?: \S+)*")
Stretch = tuple[int, int, str]


def stretches(view: View, lines: list[Line]) -> Iterator[Stretch]:
    """The lines' parts in the view's offsets, in order and apart: (start, end, kind)."""
    for line in lines:
        if line.kind is not None:
            yield line.start, line.end, line.kind
            continue
        at = line.start
        for start, end, kind in sorted(line.cuts):
            if end <= at:
                continue
            if max(start, at) > at:
                yield at, start, "body"
            yield max(start, at), end, kind
            at = end
        if at < line.end:
            yield at, line.end, "body"


def make_spans(view: View, parts: list[Stretch]) -> tuple[Span, ...]:
    """The partition of the raw text: every character once, white space between parts as `space`."""
    if not view.pieces:
        return tuple(_fill(_trimmed(view.raw, parts), len(view.raw)))
    raw_parts = []
    for start, end, kind in parts:
        for a, b, c, d in view.segments(start, end):
            raw_parts.append((c, d, "space" if kind == "body" and view.text[a:b].isspace() else kind))
    return tuple(_fill(_overlaid(raw_parts, view.markup), len(view.raw)))


def _trimmed(text: str, parts: list[Stretch]) -> Iterator[Stretch]:
    for start, end, kind in parts:
        piece = text[start:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            yield start + left, start + right, kind


def _overlaid(parts: list[Stretch], markup: tuple[tuple[int, int], ...]) -> Iterator[Stretch]:
    """The parts with markup between and inside them."""
    marks = iter([*((s, e, "markup") for s, e in markup)])
    mark = next(marks, None)
    for start, end, kind in sorted(parts):
        while mark and mark[0] < end:
            if mark[0] > start:
                yield start, mark[0], kind
            yield mark
            start = max(start, mark[1])
            mark = next(marks, None)
        if start < end:
            yield start, end, kind
    while mark:
        yield mark
        mark = next(marks, None)


def _fill(parts: Iterator[Stretch], size: int) -> Iterator[Span]:
    """Spans without gaps; a gap is white space, and what neighbours alike is one span."""
    begun, last, at = 0, "", 0
    for start, end, kind in chain(parts, [(size, size, "")]):
        if start > at:
            if last != "space":
                if at > begun:
                    yield Span(last, begun, at)
                begun, last = at, "space"
            at = start
        if end > at and last != kind:
            if at > begun:
                yield Span(last, begun, at)
            begun, last = at, kind
        at = max(at, end)
    if at > begun:
        yield Span(last, begun, at)


def make_body(view: View, lines: list[Line], parts: list[Stretch]) -> tuple[str, tuple[Segment, ...]]:
    """The paragraphs joined by a blank line, with white space folded, and where each stretch comes from."""
    out: list[str] = []
    segments: list[Segment] = []
    size, raw_end = 0, 0
    previous: Line | None = None
    for (start, end, kind), line in zip(parts, _owners(lines, parts), strict=True):
        if kind != "body":
            continue
        for first, last in _chunks(view.text, start, end):
            raw_start = view.raw_span(first, last)[0]
            if previous:
                glue = " " if previous is line or _continues(previous, line, view.text[first:last]) else "\n\n"
                segments.append(Segment(size, size + len(glue), min(raw_end, raw_start), raw_start))
                size += len(glue)
                out.append(glue)
            for a, b, c, d in view.segments(first, last):
                segments.append(Segment(size, size + b - a, c, d))
                size += b - a
                raw_end = d
            out.append(view.text[first:last])
            previous = line
    return unicodedata.normalize("NFC", "".join(out)), tuple(segments)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches without white space that needs folding; most paragraphs are one."""
    piece = text[start:end]
    if "  " in piece or not piece.isprintable():
        yield from (match.span() for match in _CHUNK.finditer(text, start, end))
    elif stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(stripped)


def _owners(lines: list[Line], parts: list[Stretch]) -> list[Line]:
    owners, index = [], 0
    for start, _, _ in parts:
        while lines[index].end <= start:
            index += 1
        owners.append(lines[index])
    return owners


def _continues(previous: Line, line: Line, text: str) -> bool:
    """Whether a line only goes on where the one before was broken."""
    goes_on = text[:1].islower() or text[:1] in (",", ";", ")")
    return goes_on and not line.gap and not previous.ends_sentence and not previous.cuts
