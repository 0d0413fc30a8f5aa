"""How many were killed, hurt or taken, and of whom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.tolls.counting import Token
from dropwire.extract.tolls.losses import KINDS, Figure, Sentence
from dropwire.extract.tolls.victims import couples, singles
from dropwire.extract.vocabulary.languages import COLUMN, COLUMNS
from dropwire.extract.vocabulary.matcher import fold, variants
from dropwire.extract.vocabulary.numbers import Number, Numbers
from dropwire.extract.vocabulary.tables import read_table
from dropwire.letters import LOWER

__all__ = ["Figure", "Figures"]

_TELLING = frozenset({"state", "act", "both", "toll", "none", "body"})
_VALUES = ("killed", "injured", "captured", "")
# Begins with one class of characters, so that the search leaps from one to the next.
_SENTENCE = re.compile(rf"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[\"”’')]*\s+(?=[^{LOWER}]))")
_HOUSEHOLD = re.compile(
    r"famil|keluarga|gia đình|couple|party|staff|crew|kru\b|phi hành đoàn|rakyat|public|dân tị nạn$"
)
"""Words for several people at once: their number counts households, not heads."""
_OFFICERS = re.compile(r"\bofficers?$")


class Figures:
    """The words of losses of all languages."""

    def __init__(self, folder: Path) -> None:
        """Read casualties.tsv and numbers.tsv, and forces.tsv for the callings of people without arms.

        Raises:
            ConfigError: a lexicon is wrong; the message names file and line.
        """
        self._numbers = Numbers(folder)
        tables: dict[str, dict[str, tuple[str, str]]] = {column: {} for column in COLUMNS}
        for row in read_table(folder / "casualties.tsv", ("kind",), ("value", *COLUMNS, "example", "counter_example")):
            meaning = (row.choice("kind", KINDS), row.choice("value", _VALUES))
            for lang, table in tables.items():
                for alias in row.many(lang):
                    table.update((spelling, meaning) for spelling in variants(alias))
        for row in read_table(folder / "forces.tsv", ("sector", "strength"), (*tables, "example", "counter_example")):
            for lang, table in tables.items() if row["sector"] == "civilians" else ():
                for alias in (a for a in row.many(lang) if not _HOUSEHOLD.search(a)):
                    for spelling in variants(alias):
                        table.setdefault(spelling, ("person", ""))
        self._meanings = {lang: list(table.values()) for lang, table in tables.items()}
        self._automata = {
            lang: AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest, store_patterns=False)
            for lang, table in tables.items()
        }

    def find(
        self, text: str, lang: str, actors: Sequence[ActorMention] = (), dates: Sequence[tuple[int, int]] = ()
    ) -> list[Figure]:
        """The figures of a text, in order; shares of another figure ("trong đó có 3 trẻ em") are left out.

        Args:
            text: a body or a sentence.
            lang: `vi`, `id`, `ms` or `en`.
            actors: the actors of the text, to say whom a figure counts.
            dates: where its dates stand; their numbers count nobody.
        """
        column = COLUMN.get(lang, "en")
        folded = fold(text)
        tokens = list(self._tokens(folded, column))
        if not any(t.kind in _TELLING for t in tokens):
            return []
        edges = [0, *_sentence_ends(folded), len(folded)]
        starts = [t.start for t in tokens]
        figures: list[Figure] = []
        for first, last in pairwise(edges):
            here = tokens[bisect_left(starts, first) : bisect_left(starts, last)]
            part = folded[first:last]
            if any(t.kind in _TELLING for t in here):
                mine = [Token(t.start - first, t.end - first, t.kind, t.value) for t in here]
                pairs = couples(part)
                paired = [pair[:2] for pair in pairs]
                numbers = [n for n in self._numbers.find(part, lang) if not _inside(paired, n.start)]
                taken = sorted([*paired, *(n[:2] for n in numbers), *(t[:2] for t in mine if t.kind == "none")])
                alone = [n for n in _singles(part, column, mine) if not _inside(taken, n.start)]
                numbers = [*(n for n in numbers if not _is_apposed(part, n, alone)), *alone, *pairs]
                numbers = [n for n in numbers if not _inside(dates, n.start + first)]
                ordered = sorted({n.start: n for n in reversed(numbers)}.values())
                found = Sentence(part, mine, ordered, column).figures() if ordered or _none(mine) else []
                figures += [
                    _moved(f, first, actors, part[f.start : f.end]) for f in sorted(found, key=lambda f: f.start)
                ]
        return figures

    def _tokens(self, text: str, column: str) -> list[Token]:
        found = []
        meanings = self._meanings[column]
        for index, start, end in self._automata[column].find_matches_as_indexes(text):
            if start and text[start - 1].isalnum():
                continue
            goes_on = text[end : end + 1].isalnum()
            if goes_on and not _suffix(text, end):
                continue
            kind, value = meanings[index]
            if goes_on:
                end += 3
                kind = "act" if kind == "state" else kind  # "tewasnya 5 orang": the death of those behind it
            if kind != "mask":
                found.append(Token(start, end, kind, value))
        return found


def _is_apposed(text: str, number: Number, named: Sequence[Number]) -> bool:
    """Whether "one" only tells what the person named before it is ("ông Karim, một cán bộ địa phương")."""
    if number.high != 1 or text[number.start - 2 : number.start] != ", ":
        return False
    return any(n.end == number.start - 2 for n in named)


def _inside(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position stands in one of the spans, which are in order."""
    at = bisect_right(spans, (position, 1 << 60)) - 1
    return at >= 0 and position < spans[at][1]


def _none(tokens: list[Token]) -> bool:
    return any(t.kind == "none" for t in tokens)


def _sentence_ends(text: str) -> Iterator[int]:
    """Where sentences end; a stop behind a single letter or figure ends none."""
    for found in _SENTENCE.finditer(text):
        at = found.start()
        if text[at] == "\n" or (at > 1 and text[at - 2] not in " ." and text[at - 1] not in " ."):
            yield found.end()


def _suffix(text: str, end: int) -> bool:
    return text.startswith("nya", end) and not text[end + 3 : end + 4].isalnum()


def _singles(text: str, column: str, tokens: list[Token]) -> list[Number]:
    people = [t.start for t in tokens if t.kind == "person"]
    killing = [t.end for t in tokens if t.kind in ("act", "both") and t.value == "killed"]
    dying = [t.start for t in tokens if t.kind == "state" and t.value == "killed"]
    return singles(text, column, people, killing, dying)


def _moved(figure: Figure, by: int, actors: Sequence[ActorMention], words: str) -> Figure:
    """A figure of a sentence at its place in the text, with the actor it counts: the one its noun is part of."""
    start, end = figure.start + by, figure.end + by
    nearest = range(bisect_right(actors, start, key=lambda a: a.end), len(actors))
    whom = next((actors[i] for i in nearest if actors[i].sector != "source"), None)
    if whom is not None and not start - 1 <= whom.start < end + 2:
        whom = None
    if whom is not None and whom.sector == "country":
        whom = replace(whom, sector="civilians")  # "232 Palestinians"
    if whom is None and figure.whom is None and _OFFICERS.search(words):
        whom = ActorMention(start, end, "police", None, None, True, "actor: counted officers")
    return replace(figure, start=start, end=end, whom=whom)
