"""Measures beside a place: "cách X 30 km về phía bắc", "delapan kilometer di utara X", "20 miles north of X"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from dropwire.extract.place import PlaceMention
from dropwire.extract.vocabulary.numbers import Numbers

if TYPE_CHECKING:
    from dropwire.extract.places.words import PlaceWords

_UNIT = r"(?P<unit>km|ki-?l[ôo]-?m[ée]t\w*|kilomet(?:er|re)s?|cây số|dặm|mil|miles?|batu)\b"
_ANY = ("km", "kilom", "kilôm", "ki-lô", "cây số", "dặm", " mil", " batu")
_BEFORE = re.compile(rf"(?P<n>[\w.,]+(?:[ -]\w+)?)[\s-]?{_UNIT}(?P<gap>[^.;,\n]{{0,40}})$")
_ENDS_MEASURED = re.compile(rf"{_UNIT}[^.;,\n]{{0,40}}$")
"""What `_BEFORE` ends in: far quicker to look for, and seldom there."""
_BEHIND = re.compile(
    rf"\s*(?:chừng|khoảng|hơn|gần|tới|độ)?\s*(?P<n>[\w.,]+)\s?{_UNIT}(?:\s+(?:về\s+)?(?P<way>[^.,;\n]{{3,24}}))?"
)
_AWAY = re.compile(r"\bcách\s+(?:\w+\s+){0,3}$")
_MILE = 1.609
_BEFORE_REACH, _BEHIND_REACH = 70, 60
"""How many characters before and behind a place a measure is looked for."""


def with_distances(
    text: str, lang: str, mentions: list[PlaceMention], words: PlaceWords, numbers: Numbers
) -> list[PlaceMention]:
    """The mentions, those a measure belongs to with their distance and side."""
    units = _units(text)
    return [
        _measured(text, lang, mention, words, numbers) if _beside(units, mention) else mention for mention in mentions
    ]


def _units(text: str) -> list[int]:
    """Where the units of length stand."""
    found = []
    for unit in _ANY:
        at = text.find(unit)
        while at >= 0:
            found.append(at)
            at = text.find(unit, at + 1)
    return sorted(found)


def _beside(units: list[int], mention: PlaceMention) -> bool:
    """Whether a unit stands near enough to a place to measure from it."""
    i = bisect_left(units, mention.start - _BEFORE_REACH)
    return i < len(units) and units[i] < mention.end + _BEHIND_REACH


def _measured(text: str, lang: str, mention: PlaceMention, words: PlaceWords, numbers: Numbers) -> PlaceMention:
    if mention.kind == "country":
        return mention
    before = text[max(0, mention.start - _BEFORE_REACH) : mention.start]
    behind = text[mention.end : mention.end + _BEHIND_REACH]
    if not any(unit in before or unit in behind for unit in _ANY):
        return mention
    found, bearing = None, mention.bearing
    if lang == "vi" and _AWAY.search(before):
        found = _BEHIND.match(text, mention.end, mention.end + _BEHIND_REACH)
        bearing = (_way(found["way"] or "", words) if found else None) or bearing
    if found is None and _ENDS_MEASURED.search(before):
        found = _BEFORE.search(before)
        if found is not None and any(c.isupper() for c in found["gap"].replace("TP", "")):
            found = None
    if found is None:
        return mention
    value = _value(found["n"], lang, numbers)
    if value is None:
        return mention
    km = value * (_MILE if found["unit"] in ("dặm", "mil", "mile", "miles", "batu") else 1)
    return replace(mention, km=round(km, 1), bearing=bearing, near=True)


def _way(words_behind: str, words: PlaceWords) -> str | None:
    parts = words_behind.split()
    for length in range(min(4, len(parts)), 0, -1):
        meaning = words.cues.get(" ".join(parts[:length]))
        if meaning is not None and meaning[0] == "bearing":
            return meaning[1]
    return None


def _value(said: str, lang: str, numbers: Numbers) -> float | None:
    found = numbers.find(said, lang)
    return found[-1].low if found and found[-1].low == found[-1].high and found[-1].low < 1000 else None
