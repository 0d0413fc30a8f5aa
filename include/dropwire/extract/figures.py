"""How many were killed, hurt or taken, and of whom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from dropwire.extract.actors import ActorMention
from dropwire.extract.lexicon import read_table
from dropwire.extract.losses import KINDS, Figure, Sentence, Token
from dropwire.extract.matcher import fold, variants
from dropwire.extract.numbers import COLUMN, Number, Numbers

__all__ = ["Figure", "Figures"]

_TELLING = frozenset({"state", "act", "both", "toll", "none", "body"})
_VALUES = ("killed", "injured", "captured", "")
# Begins with one class of characters, so that the search leaps from one to the next.
_SENTENCE = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[\"”’')]*\s+(?=[^a-zà-ỹ]))")
_ONE = {
    "vi": re.compile(r"[Mm]ột (?=\w)"),
    "id": re.compile(r"[Ss]eorang(?= \w)"),
    "en": re.compile(r"[AaOo](?:(?<=[Aa])n?|(?<=[Oo])ne) (?=\w)"),
}
_OFFICERS = re.compile(r"\bofficers?$")
_ADJECTIVES = re.compile(r"(?:[\w'-]+ ){1,3}")
_RANKED = re.compile(
    r"\b(?:Pra(?:da|tu|ka)|Kop(?:da|tu|ka)|Ser(?:da|tu|ka|ma)|Pel(?:da|tu)|Letda|Lettu|Kapten|Mayor|Letkol|Kolonel|Brigjen"
    r"|Mayjen|Letjen|Brip(?:tu|da|ka)|Brigpol|Brigadir|Aip(?:da|tu)|Ip(?:da|tu)|AKP|AKBP|Kompol|Kombes|Bharad?[atuk]+"
    r"|Sgt|Sergeant|Cpl|Corporal|Private|Capt|Captain|Lt|Lieutenant|Maj|Major|Col|Colonel|Brig|Brigadier|Constable|Inspector"
    r"|Gubernur|Bupati|Wali Kota|Menteri|Governor|Mayor|Minister|Senator|Thống đốc|Thị trưởng|Bộ trưởng"
    r"|(?:Hạ|Trung|Thượng) (?:sĩ|sỹ)|(?:Thiếu|Trung|Thượng|Đại) (?:úy|uý|tá|tướng)|Binh nh[ấì]t?|Chuẩn úy)\.?"
    r"(?: (?:Gen|Col|Lt|Cpl|Inf|TNI|Dua|Satu|Anumerta|General|Colonel)\.?)*(?: [^\W\d_a-zà-ỹ][\w'.-]*){1,5}"
)


class Figures:
    """The words of losses of all languages."""

    def __init__(self, folder: Path) -> None:
        """Read casualties.tsv and numbers.tsv.

        Raises:
            ConfigError: a lexicon is wrong; the message names file and line.
        """
        self._numbers = Numbers(folder)
        tables: dict[str, dict[str, tuple[str, str]]] = {"vi": {}, "id": {}, "en": {}}
        for row in read_table(
            folder / "casualties.tsv", ("kind",), ("value", "vi", "id", "en", "example", "counter_example")
        ):
            meaning = (row.choice("kind", KINDS), row.choice("value", _VALUES))
            for lang, table in tables.items():
                for alias in row.many(lang):
                    table.update((spelling, meaning) for spelling in variants(alias))
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
            if any(t.kind in _TELLING for t in here):
                part = folded[first:last]
                mine = [Token(t.start - first, t.end - first, t.kind, t.value) for t in here]
                numbers = [*self._numbers.find(part, lang), *_singles(part, column, mine)]
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
    """ "A policeman", "seorang prajurit": one person without a number word."""
    people = [t.start for t in tokens if t.kind == "person"]
    found = []
    for one in _ONE[column].finditer(text):
        end = one.end()
        if one.start() and text[one.start() - 1].isalnum():
            continue
        i = bisect_left(people, end)
        gap = text[end : people[i]] if i < len(people) and people[i] <= end + 28 else "."
        if column == "id" or not gap or (column == "en" and _ADJECTIVES.fullmatch(gap)):
            found.append(Number(one.start(), end if column == "id" else end - 1, 1, 1, True))
    found += [Number(ranked.start(), ranked.end(), 1, 1, True) for ranked in _RANKED.finditer(text)]
    return found


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
