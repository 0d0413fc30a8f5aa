"""The words around places: what a place is, where it lies, and what makes a name a person's or an organisation's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dropwire.extract.vocabulary.languages import COLUMNS
from dropwire.extract.vocabulary.matcher import variants
from dropwire.extract.vocabulary.tables import read_table

KINDS = ("feature", "behind", "preposition", "near", "bearing", "between", "title", "org", "never")


_CALLED_TOWN = re.compile(
    r",\s+(?:(?:một|là|vốn là|nơi là|sebuah|salah satu|an?|the|one of the)\s+)?(?:\w+\s+){0,2}?"
    r"(?:thị trấn|thành phố|ngôi làng|làng|thị xã|kota|desa|kampung|pekan|permukiman|bandar|"
    r"town|city|village|hamlet|settlement)(?=\s(?!tersebut|itu|này|đó)[^A-Z])"
)
"""What calls the name before it a town: "X, a market town in", "X, kota kecil di", "X, thị trấn nằm ở"."""


class Cue(NamedTuple):
    """A word around places."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place words of one language: each cue with its kind and value."""

    cues: dict[str, tuple[str, str]]
    last_words: dict[str, int]
    """The last word of each cue, with the number of words of the longest one that ends in it."""
    never: frozenset[str]
    behind: tuple[tuple[str, str], ...] = ()
    """Words that stand behind a name and say what it is, longest first ("refugee camp"), with their value."""

    def before(self, text: str, end: int) -> Cue | None:
        """The longest cue that ends at a place."""
        start = max(text.rfind(" ", 0, end), text.rfind("\n", max(0, end - 20), end)) + 1
        longest = self.last_words.get(text[start:end])
        if longest is None:
            return None
        found = None
        for _ in range(longest):
            meaning = self.cues.get(text[start:end])
            if meaning is not None:
                found = Cue(start, end, *meaning)
            start = text.rfind(" ", 0, max(0, start - 1)) + 1
        return found

    def cut(self, name: str) -> int:
        """The length of the cue a capital name begins with, with its space; 0 when there is none."""
        space = name.find(" ")
        length = 0
        while space > 0:
            if name[:space] in self.cues:
                length = space + 1
            space = name.find(" ", space + 1)
        return len(name) if name in self.cues else length


def read_place_words(folder: Path) -> dict[str, PlaceWords]:
    """Read placewords.tsv.

    Raises:
        ConfigError: the lexicon is wrong; the message names file and line.
    """
    tables: dict[str, dict[str, tuple[str, str]]] = {column: {} for column in COLUMNS}
    never: set[str] = set()
    behind: dict[str, list[tuple[str, str]]] = {column: [] for column in COLUMNS}
    for row in read_table(folder / "placewords.tsv", ("kind",), ("value", *COLUMNS, "example", "counter_example")):
        kind = row.choice("kind", KINDS)
        for lang, table in tables.items():
            if kind == "never":
                never.update(row.many(lang))
                continue
            if kind == "behind":
                behind[lang] += [(" " + spelling, row["value"]) for w in row.many(lang) for spelling in (w, w.title())]
                continue
            for alias in row.many(lang):
                for spelling in variants(alias) | ({alias.title()} if kind in ("feature", "title") else set()):
                    table.setdefault(spelling, (kind, row["value"]))
    return {
        lang: PlaceWords(
            table, _last_words(table), frozenset(never), tuple(sorted(behind[lang], key=lambda word: -len(word[0])))
        )
        for lang, table in tables.items()
    }


def _last_words(cues: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for cue in cues:
        *_, last = words = cue.split(" ")
        longest[last] = max(longest.get(last, 0), len(words))
    return longest


class Around(NamedTuple):
    """What stands before a name."""

    feature: str | None
    preposition: str | None
    """`strong` ("ở", "captured") or `weak` ("và", "of")."""
    near: bool
    bearing: str | None
    person: bool
    organisation: bool


def look_back(words: PlaceWords, text: str, start: int) -> Around:
    """Read the cues before a name, nearest first: "ở phía bắc thị trấn" X."""
    feature = bearing = None
    near = person = organisation = False
    preposition: str | None = None
    place = start
    for step in range(5):
        while place and text[place - 1] in " \"“'(":
            place -= 1
        cue = words.before(text, place) if place < start else None
        if cue is None:
            break
        if cue.kind == "title":
            person = step == 0
            break
        if cue.kind == "org":
            organisation = step == 0 or cue.value == "flag"
            break
        if cue.kind == "feature":
            feature = feature or cue.value
        elif cue.kind == "near":
            near = True
        elif cue.kind == "bearing":
            bearing = bearing or cue.value
        elif cue.kind == "preposition":
            preposition = cue.value
            break
        place = cue.start
    return Around(feature, preposition, near, bearing, person, organisation)


def look_ahead(words: PlaceWords, text: str, end: int) -> str | None:
    """What the words right behind a name say it is: "Salingyi" township."""
    if text.startswith(",", end):
        return "city" if _CALLED_TOWN.match(text, end) else None
    if not text.startswith(" ", end):
        return None
    for word, value in words.behind:
        if text.startswith(word, end) and not text[end + len(word) : end + len(word) + 1].isalnum():
            return value
    return None
