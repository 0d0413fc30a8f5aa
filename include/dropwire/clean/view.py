"""What a reader sees of a raw text, with the way back: markup gone, entities decoded, Unicode composed (NFC).

Rules read the view; spans point into the raw text. Most drops hold neither markup nor odd characters, so the view
is the raw text itself and the way back costs nothing.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dropwire.clean.disguise import find_disguised
from dropwire.clean.markdown import find_marks
from dropwire.clean.markup import find_tags
from dropwire.oneline import ESCAPE, INVISIBLE

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_DATA = re.compile(r"data:[a-z]+/[\w.+-]+(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=%]{24,}")
_FILE = re.compile(r"(?<!\S)(?=\S*[/_\d])\S{6,}\.(?:mp4|jpe?g|png|webp|gif)(?!\S)", re.IGNORECASE)
_FILES = (".mp4", ".jpg", ".jpeg", ".png", ".webp", ".gif")
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_CLUSTER = re.compile(f"(?:[^{_MARKS}](?![{_MARKS}]))+|[^{_MARKS}]?[{_MARKS}]+")
_WORD = re.compile(r"\s+|\S+")

_BLANKS = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")

Piece = tuple[str, int, int]
"""Visible text and the raw stretch it stands for; equal lengths map point by point."""


@dataclass(frozen=True, slots=True)
class View:
    """A visible text and its pieces in order; no pieces means it is the raw text itself, its blanks made plain."""

    raw: str
    text: str
    starts: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()
    markup: tuple[tuple[int, int], ...] = ()
    """Raw stretches that show nothing: tags, comments, control and zero-width characters."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw stretch behind `text[start:end]` (not empty)."""
        if not self.pieces:
            return start, end
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        text, raw_start, raw_end = self.pieces[first]
        if len(text) == raw_end - raw_start:
            raw_start += start - self.starts[first]
        text, last_start, raw_end = self.pieces[last]
        if len(text) == raw_end - last_start:
            raw_end = last_start + end - self.starts[last]
        return raw_start, raw_end

    def span_of(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The stretch of the text made from `raw[raw_start:raw_end]`; empty when it shows nothing."""
        inside = [
            (at, len(text), start, end)
            for at, (text, start, end) in zip(self.starts, self.pieces, strict=True)
            if start < raw_end and end > raw_start
        ]
        if not inside:
            return 0, 0
        at, size, start, end = inside[0]
        first = at + (max(raw_start - start, 0) if size == end - start else 0)
        at, size, start, end = inside[-1]
        return first, at + (min(raw_end, end) - start if size == end - start else size)

    def segments(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """`text[start:end]` cut where the mapping bends: (start, end, raw start, raw end) each."""
        if not self.pieces:
            yield start, end, start, end
            return
        index = bisect_right(self.starts, start) - 1
        while start < end:
            piece_end = self.starts[index] + len(self.pieces[index][0])
            stop = min(end, piece_end)
            yield start, stop, *self.raw_span(start, stop)
            start, index = stop, index + 1


def make_view(raw: str, *, tags: bool = True) -> View:
    """The view of a raw text; `tags=False` for the text of a parsed tree, where `<` is a character like others."""
    markup: list[tuple[int, int]] = []
    pieces: list[Piece] = []
    cuts = list(_cuts(raw, tags))
    if not cuts and unicodedata.is_normalized("NFC", raw):
        return View(raw, _plainly_spaced(raw))
    at = 0
    for start, end, shown in cuts:
        if start > at:
            pieces.append((raw[at:start], at, start))
        if shown:
            pieces.append((shown, start, end))
        if not shown or shown == "\n":
            markup.append((start, end))
        at = end
    if at < len(raw):
        pieces.append((raw[at:], at, len(raw)))
    pieces = _composed(pieces)
    starts, position = [], 0
    for text, _, _ in pieces:
        starts.append(position)
        position += len(text)
    text = _plainly_spaced("".join(p[0] for p in pieces))
    return View(raw, text, tuple(starts), tuple(pieces), tuple(markup))


def _plainly_spaced(text: str) -> str:
    """The text with every blank a plain one, each in its place, so that rules need to know of no other."""
    return text if _is_plain(text) else text.translate(_BLANKS)


def _is_plain(text: str) -> bool:
    """Whether a text has no other white space than blanks and line feeds, and nothing invisible: nearly every drop."""
    return text.replace("\n", "").isprintable()


def _cuts(raw: str, tags: bool) -> Iterator[tuple[int, int, str]]:
    """Raw stretches that show something else than themselves: (start, end, shown), in order, apart."""
    found: list[tuple[int, int, str]] = []
    if tags and "<" in raw:
        found.extend(find_tags(raw))
    if tags and "&" in raw:
        for match in _ENTITY.finditer(raw):
            shown = html.unescape(match[0])
            if shown != match[0]:
                found.append((match.start(), match.end(), "" if INVISIBLE.fullmatch(shown) else shown))
    if "\x1b" in raw:
        found.extend((m.start(), m.end(), "") for m in ESCAPE.finditer(raw))
    if tags:
        found.extend((start, end, "") for start, end in find_marks(raw))
    if tags and "data:" in raw:
        found.extend((m.start(), m.end(), "") for m in _DATA.finditer(raw))
    if tags and any(map(raw.__contains__, _FILES)):
        found.extend((m.start(), m.end(), "") for m in _FILE.finditer(raw))
    found.extend(find_disguised(raw))
    if not _is_plain(raw):
        found.extend((m.start(), m.end(), "") for m in INVISIBLE.finditer(raw))
    at = 0
    for start, end, shown in sorted(found, key=lambda cut: (cut[0], -cut[1])):
        if start >= at:
            yield start, end, shown
            at = end


def _composed(pieces: list[Piece]) -> list[Piece]:
    """The pieces with their joined text in NFC, cut as finely as composition allows."""
    text = "".join(p[0] for p in pieces)
    whole = unicodedata.normalize("NFC", text)
    if whole == text:
        return pieces
    rough = View("", text, _starts(pieces), tuple(pieces))
    for pattern in (_CLUSTER, _WORD):
        parts = [(unicodedata.normalize("NFC", m[0]), m.start(), m.end()) for m in pattern.finditer(text)]
        if "".join(p[0] for p in parts) == whole:
            return [q for part in parts for q in _mapped(part, text, rough)]
    return [(whole, pieces[0][1], pieces[-1][2])]


def _mapped(part: Piece, text: str, rough: View) -> Iterator[Piece]:
    shown, start, end = part
    if shown == text[start:end]:
        yield from ((text[a:b], c, d) for a, b, c, d in rough.segments(start, end))
    elif shown:
        yield (shown, *rough.raw_span(start, end))


def _starts(pieces: list[Piece]) -> tuple[int, ...]:
    starts, position = [], 0
    for text, _, _ in pieces:
        starts.append(position)
        position += len(text)
    return tuple(starts)
