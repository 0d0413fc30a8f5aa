"""Every word the lexicons know, found in one pass over the text.

The automaton holds each pattern in all its spellings; the text itself is only folded one character for one, so that
offsets stay true. Overlapping hits are settled inside a layer: the leftmost, then the longest, wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

NAME_LAYER: Mapping[str, str] = dict.fromkeys(("actor", "force", "generic", "country", "place", "mask"), "name")
"""Kinds that compete for the same words: "Aleppo Media Center" hides Aleppo."""

_FOLD = (("\xa0", " "), ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("ʻ", "'"), ("`", "'"), ("´", "'"),
         ("‑", "-"), ("‐", "-"), ("–", "-"), ("Ð", "Đ"), ("ð", "đ"))  # fmt: skip

_TONED = dict(zip("oue", ("òóỏõọ", "ùúủũụ", "èéẻẽẹ"), strict=True)) | {"a": "àáảãạ", "y": "ỳýỷỹỵ", "i": "ìíỉĩị"}
_OLD_TO_NEW = {
    old: new
    for first, second in ("oa", "oe", "uy")
    for old, new in zip(
        [toned + second for toned in _TONED[first]], [first + toned for toned in _TONED[second]], strict=True
    )
}
_NEW_TO_OLD = {new: old for old, new in _OLD_TO_NEW.items()}
_TONES = re.compile("(?:" + "|".join(_OLD_TO_NEW | _NEW_TO_OLD) + r")\b")
_Y_TO_I = dict(zip(_TONED["y"] + _TONED["i"] + "yi", _TONED["i"] + _TONED["y"] + "iy", strict=True))
_I_OR_Y = re.compile(rf"(?<=[hklmstHKLMST])[{_TONED['y']}{_TONED['i']}]\b")


class Match(NamedTuple):
    """A lexicon entry in the text: half-open code points, the kind of pattern and what it stands for."""

    start: int
    end: int
    kind: str
    entry: object


def fold(text: str) -> str:
    """The text with its typographic variants made one, length unchanged."""
    for old, new in _FOLD:
        if old in text:
            text = text.replace(old, new)
    return text


@lru_cache(maxsize=1 << 15)  # names are searched in the texts of every language
def variants(pattern: str) -> frozenset[str]:
    """The spellings a pattern is searched in.

    A pattern that begins small is also found at the start of a sentence; other capitals only as written (and all of
    it in capitals when it is long enough not to be an abbreviation). Old and new tone placement (`hòa`, `hoà`) and
    `i`/`y` (`binh sĩ`, `binh sỹ`) count as one.
    """
    base = fold(unicodedata.normalize("NFC", pattern))
    found = {base, _TONES.sub(lambda m: _OLD_TO_NEW.get(m[0]) or _NEW_TO_OLD[m[0]], base)}
    if "al-" in base or "Al-" in base:
        for old, new in (("al-", "Al-"), ("Al-", "al-"), ("al-", "al "), ("Al-", "Al ")):
            found.add(base.replace(old, new))
    found |= {_I_OR_Y.sub(lambda m: _Y_TO_I[m[0]], spelling) for spelling in found}
    if base[:1].islower():
        found |= {spelling[:1].upper() + spelling[1:] for spelling in found}
    if base != base.lower() and len(base) > 5:
        found.add(base.upper())
    return frozenset(found)


class Matcher:
    """Finds all patterns at once.

    Args:
        patterns: (pattern, kind, entry); the same pattern may stand for several entries.
        layers: kind to layer; hits compete inside their layer only. A kind not named is a layer of its own.
    """

    def __init__(self, patterns: Iterable[tuple[str, str, object]], layers: Mapping[str, str] = NAME_LAYER) -> None:
        table: dict[str, list[tuple[str, object]]] = {}
        for pattern, kind, entry in patterns:
            for spelling in variants(pattern):
                meanings = table.setdefault(spelling, [])
                if (kind, entry) not in meanings:
                    meanings.append((kind, entry))
        number: dict[str, int] = {}
        self._meanings: list[list[tuple[int, str, object]]] = [
            [(number.setdefault(layers.get(kind, kind), len(number)), kind, entry) for kind, entry in meanings]
            for meanings in table.values()
        ]
        self._layers = len(number)
        self._automaton = AhoCorasick(list(table), implementation=Implementation.ContiguousNFA, store_patterns=False)

    def find(self, text: str) -> list[Match]:
        """All hits on whole words, by start; entries that share the winning stretch are all given."""
        folded = fold(text) + " "  # what stands before the first and behind the last character
        hits = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if folded[end].isalnum() and folded[end - 1].isalnum() and not _suffix(folded, end):
                continue
            hits.append((start, -end, index))
        hits.sort()
        first, last = [-1] * self._layers, [-1] * self._layers
        found = []
        for start, minus_end, index in hits:
            end = -minus_end
            for layer, kind, entry in self._meanings[index]:
                if start < last[layer] and (start != first[layer] or end != last[layer]):
                    continue
                first[layer], last[layer] = start, end
                found.append(Match(start, end, kind, entry))
        return found


def _suffix(text: str, end: int) -> bool:
    """Whether the Indonesian `-nya` follows, which belongs to the word before it."""
    return text.startswith("nya", end) and not text[end + 3 : end + 4].isalnum()
