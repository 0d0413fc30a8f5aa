"""How many were killed, hurt or taken, and of whom, as a sentence tells it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple, cast

from ahocorasick_rs import AhoCorasick, MatchKind

from dropwire.extract.actors import ActorMention
from dropwire.extract.lexicon import read_table
from dropwire.extract.matcher import fold, variants
from dropwire.extract.numbers import COLUMN, Number, Numbers

Kind = Literal["killed", "injured", "captured"]
KINDS = ("state", "act", "both", "toll", "person", "body", "part", "least", "total", "none", "cause")
_TELLING = frozenset({"state", "act", "both", "toll", "none", "body"})
_VALUES = ("killed", "injured", "captured", "")
_SENTENCE = re.compile(r"[.!?…][\"”’')]*\s+(?=[^a-zà-ỹ])|\n+")
_RANGE = re.compile(r"\s*(?:-|–|đến|tới|hingga|sampai|to|and)\s*")
_AND = re.compile(r"\s*,?\s*(?:và|dan|and|cùng|serta|,|lẫn|cũng như|as well as)\s*(?:thêm\s+)?")
_FILLER = re.compile(
    r"\s*(?:(?:hơn|gần|khoảng|tới|đến|thêm|chừng|cả|các|số|những|trên|lên|lên đến|lên tới|là|đã|được|tổng cộng|cho|của|ước tính|"
    r"sekitar|lebih|dari|hampir|hingga|menjadi|mencapai|kurang|kira-kira|total|nyawa|para|atas|antara|"
    r"about|around|some|nearly|almost|more|than|over|as|many|up|to|another|an|estimated|a|further|the|total|of|between|"
    r"rose|risen|climbed|has|had|from|stands|at|reached|approximately|roughly|fewer|least)\s+)*"
)
_RECENT = re.compile(
    r"\s*(?:\w+\s){0,2}(?:sáng|trưa|chiều|tối|đêm|hôm|thứ|rạng|pagi|siang|malam|kemarin|dini|subuh|Senin|Selasa|Rabu|Kamis|Jumat|"
    r"Sabtu|Minggu|dawn|midnight|morning|\w+day)\b"
)
_SUFFERS = re.compile(r"(?<!\w)bị (?=[^,]*$)")
_FEW_WORDS = re.compile(
    r" (?!tuổi|tahun|year|%|giờ|jam|ngày|hari|km|USD|lần|kali|xe|chiếc|unit|quả|tấn|ton|metr?e?s?\b)(?:[^\W\d]+ ){1,3}(?:đã |bị |were |was )?"
)
_ONE = {
    "vi": re.compile(r"[Mm]ột (?=\w)"),
    "id": re.compile(r"[Ss]eorang(?= \w)"),
    "en": re.compile(r"(?:[Aa]n?|[Oo]ne) (?=\w)"),
}
_ADJECTIVES = re.compile(r"(?:[\w'-]+ ){1,3}")
_REACH = 90
"""How many characters behind a figure the word that tells its fate may stand."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of losses.

    "At least n": exact and low are n. "About n": exact is n. A range or a vague quantity: only low and high.
    """

    start: int
    end: int
    kind: Kind
    exact: int | None
    low: int | None
    high: int | None
    whom: ActorMention | None = None
    cumulative: bool = False
    """A toll of more than one event: since a day, so far, in the whole war."""
    rule: str = ""


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    value: str


class _Count(NamedTuple):
    """A number with those it counts."""

    start: int
    """Of the number."""
    end: int
    """Of the noun behind it."""
    number: Number
    least: bool
    part: bool = False
    """A share of a count told before."""


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

    def find(self, text: str, lang: str, actors: Sequence[ActorMention] = ()) -> list[Figure]:
        """The figures of a text, in order; shares of another figure ("trong đó có 3 trẻ em") are left out.

        Args:
            text: a body or a sentence.
            lang: `vi`, `id`, `ms` or `en`.
            actors: the actors of the text, to say whom a figure counts.
        """
        column = COLUMN.get(lang, "en")
        folded = fold(text)
        tokens = list(self._tokens(folded, column))
        if not any(t.kind in _TELLING for t in tokens):
            return []
        numbers = [*self._numbers.find(folded, lang), *_singles(folded, column, tokens)]
        breaks = (m.end() for m in _SENTENCE.finditer(folded))
        numbers = sorted({n.start: n for n in reversed(numbers)}.values())
        edges = [0, *_sentence_ends(folded), len(folded)]
        starts, counts = [t.start for t in tokens], [n.start for n in numbers]
        figures: list[Figure] = []
        for first, last in zip(edges, edges[1:], strict=False):
            here = tokens[bisect_left(starts, first) : bisect_left(starts, last)]
            if any(t.kind in _TELLING for t in here):
                mine = numbers[bisect_left(counts, first) : bisect_left(counts, last)]
                figures += _Sentence(folded, here, mine, column).figures()
        return [replace(f, whom=_whom(f, actors)) for f in sorted(figures, key=lambda f: f.start)]

    def _tokens(self, text: str, column: str) -> list[_Token]:
        found = []
        for index, start, end in self._automata[column].find_matches_as_indexes(text):
            if (start and text[start - 1].isalnum()) or (text[end : end + 1].isalnum() and not _suffix(text, end)):
                continue
            kind, value = self._meanings[column][index]
            if kind == "state" and text[end : end + 1].isalnum():
                kind = "act"  # "tewasnya 5 orang": the death of those behind it
            found.append(_Token(start, end, kind, value))
        return found


def _sentence_ends(text: str) -> Iterator[int]:
    """Where sentences end; a stop behind a figure or a single letter ends none."""
    for found in _SENTENCE.finditer(text):
        at = found.start()
        if text[at] == "\n" or (
            at > 1 and not (text[at - 1].isdigit() or text[at - 2] in " .") and text[at - 1] not in " ."
        ):
            yield found.end()


def _suffix(text: str, end: int) -> bool:
    return text.startswith("nya", end) and not text[end + 3 : end + 4].isalnum()


def _singles(text: str, column: str, tokens: list[_Token]) -> list[Number]:
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
    return found


class _Sentence:
    """One sentence: its numbers, each with its people and the word that tells their fate."""

    def __init__(self, text: str, tokens: list[_Token], numbers: list[Number], column: str) -> None:
        self._text, self._tokens, self._column = text, tokens, column
        self._starts = [t.start for t in tokens]
        self._of: dict[str, list[_Token]] = {kind: [] for kind in KINDS}
        for token in tokens:
            self._of[token.kind].append(token)
        self._counts: list[_Count] = []
        for count in self._counted(_ranges(text, numbers)):
            listed = (
                bool(self._counts) and self._counts[-1].part and self._list_gap(self._counts[-1].end, self._lead(count))
            )
            self._counts.append(count._replace(part=self._part(count) or listed))

    def figures(self) -> list[Figure]:
        total = any(not _RECENT.match(self._text, t.end) for t in self._of["total"])
        found = []
        last: tuple[Kind, str] | None = None
        whole: tuple[Kind, str] | None = None
        for i, count in enumerate(self._counts):
            joined = i > 0 and _AND.fullmatch(self._text, self._counts[i - 1].end, self._lead(count)) is not None
            fate = self._fate(i, count) or (last if joined else None)
            if count.part and (fate is None or whole is not None or fate[1] != "figures: state behind"):
                fate = None  # a share of what is counted already
            if not count.part:
                whole = fate
            last = fate
            if fate is not None:
                found.append(self._figure(count, fate[0], fate[1], total))
        for token in self._of["none"]:
            found += [Figure(token.start, token.end, k, 0, 0, 0, rule="figures: none") for k in ("killed", "injured")]
        return found

    def _counted(self, numbers: list[Number]) -> list[_Count]:
        counts = []
        for number in numbers:
            end = self._noun(number)
            if end is not None and number.high == number.high // 1 and number.high < 10_000_000:
                least = any(
                    0 <= number.start - t.end <= 40 and _FILLER.fullmatch(self._text, t.end, number.start)
                    for t in self._of["least"]
                )
                counts.append(_Count(number.start, end, number, least))
        return counts

    def _noun(self, number: Number) -> int | None:
        """Where the people a number counts end; the number's own end when their fate stands right behind it."""
        i = bisect_left(self._starts, number.end)
        reach = 40 if self._column == "en" else 14
        while i < len(self._tokens) and self._tokens[i].start - number.end <= reach:
            token = self._tokens[i]
            gap = self._text[number.end : token.start]
            if token.kind in ("person", "body", "toll") and _loose_gap(gap, self._column):
                return token.end
            if token.kind in ("state", "both") and (gap == " " or _FEW_WORDS.fullmatch(gap)):
                return number.end
            if token.kind not in ("person", "body", "toll") and gap.strip():
                break
            i += 1
        if self._text[number.start : number.end].lower() == "seorang":
            return number.end
        return number.end if self._before(number.start, ("act", "toll", "body")) or self._all_of(number) else None

    def _all_of(self, number: Number) -> bool:
        return (
            self._column == "en"
            and self._text.startswith(" of ", number.end)
            and bool(self._before(number.start, ("both",)))
        )

    def _before(self, start: int, kinds: tuple[str, ...]) -> _Token | None:
        """The word of such a kind right before a number, fillers aside."""
        for token in reversed(self._tokens[: bisect_left(self._starts, start)]):
            if start - token.end > 60:
                return None
            gap_from = token.end
            if token.kind in kinds and self._only_filler(gap_from, start):
                return token
            if token.kind in ("state", "act", "both") and token.kind not in kinds:
                return None
        return None

    def _only_filler(self, start: int, end: int) -> bool:
        for token in self._of["least"]:
            if start <= token.start and token.end <= end:
                return bool(
                    _FILLER.fullmatch(self._text, start, token.start) and _FILLER.fullmatch(self._text, token.end, end)
                )
        return _FILLER.fullmatch(self._text, start, end) is not None

    def _lead(self, count: _Count) -> int:
        """Where a count begins with its "at least", "more than"."""
        start = count.start
        for token in self._of["least"]:
            if token.end <= start <= token.end + 20 and self._only_filler(token.end, start):
                return token.start
        return start

    def _part(self, count: _Count) -> bool:
        """Whether a count is a share of one told before."""
        for token in self._of["part"]:
            if token.end <= count.start <= token.end + 60 and self._only_filler(token.end, count.start):
                return True
            if count.number.end <= token.start <= count.number.end + 2:
                return True
        return False

    def _fate(self, i: int, count: _Count) -> tuple[Kind, str] | None:
        noun = next(
            (t for t in (*self._of["body"], *self._of["toll"]) if count.number.end <= t.start < count.end), None
        )
        if noun is not None:
            return cast(Kind, noun.value), "figures: bodies"
        before = self._before(count.start, ("act", "both", "toll", "body"))
        if before is not None and (before.kind != "both" or not self._passive(before)):
            return cast(Kind, before.value), f"figures: {before.kind} before"
        limit = next((c.start for c in self._counts[i + 1 :] if not c.part), len(self._text))
        first = bisect_left(self._starts, count.end)
        for token in self._tokens[first:]:
            gap = self._text[count.end : token.start]
            if len(gap) > (_REACH if not self._single(count) else 50) or (self._single(count) and "," in gap):
                return None
            if token.start > limit and not self._shared(i, token):
                return None
            if (
                token.kind == "act"
                and _SUFFERS.search(self._text[count.end : token.start])
                and self._text[token.start : token.end] != "mất"
            ):
                return cast(Kind, token.value), "figures: passive"
            if token.kind in ("cause", "act") and token.start < limit:
                return None
            if token.kind == "state" or token.kind == "both" and not self._active(token):
                return cast(Kind, token.value), "figures: state behind"
        return None

    def _single(self, count: _Count) -> bool:
        return self._text[count.start : count.number.end].lower() in ("seorang", "một", "a", "an")

    def _shared(self, i: int, token: _Token) -> bool:
        """Whether "18 fighters and 7 soldiers died": counts up to the word are one list."""
        counts = [c for c in self._counts[i:] if not c.part]
        for one, other in zip(counts, counts[1:], strict=False):
            if other.start > token.start:
                return True
            if not self._list_gap(one.end, self._lead(other)):
                return False
        return True

    def _list_gap(self, start: int, end: int) -> bool:
        gap = self._text[start:end]
        return (
            end - start <= 45
            and re.search(r"(?:và|dan|and|,|cùng|serta)\s*$", gap) is not None
            and not any(t.kind in ("state", "act", "both") for t in self._tokens if start <= t.start < end)
        )

    def _passive(self, token: _Token) -> bool:
        return (
            re.search(r"(?:were|was|been|being|are|is)\s+$", self._text[max(0, token.start - 8) : token.start])
            is not None
        )

    def _active(self, token: _Token) -> bool:
        """Whether "killed", "wounded" has its object behind it."""
        if self._passive(token):
            return False
        return any(c.start >= token.end and self._only_filler(token.end, c.start) for c in self._counts) or (
            re.match(r"\s+(?:the|his|her|their|its|its|dozens|several)\b", self._text[token.end : token.end + 12])
            is not None
        )

    def _figure(self, count: _Count, kind: Kind, rule: str, total: bool) -> Figure:
        low, high = int(count.number.low), int(count.number.high)
        if low == high:
            return Figure(count.start, count.end, kind, low, low if count.least else None, None, None, total, rule)
        return Figure(count.start, count.end, kind, None, low, high, None, total, rule)


def _loose_gap(gap: str, column: str) -> bool:
    """What may stand between a number and its people."""
    if column == "en":
        return re.fullmatch(r"\s(?:[\w'’.-]+\s){0,4}", gap) is not None
    if column == "id":
        return gap == " " or re.fullmatch(r" (?:orang |lagi |remaja |anggota |warga )?", gap) is not None
    return re.fullmatch(r"\s(?:viên |tên |em |cô |chú |ông |đứa |nữ |nam |tay |cụ |trong số )?", gap) is not None


def _ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Make one of "từ 5 đến 8", "5-8"."""
    merged: list[Number] = []
    for number in numbers:
        last = merged[-1] if merged else None
        if (
            last and last.low == last.high < number.low == number.high and _RANGE.fullmatch(text, last.end, number.start)
            and ("and" not in text[last.end : number.start] or text[max(0, last.start - 8) : last.start].endswith("between "))
        ):  # fmt: skip
            merged[-1] = Number(last.start, number.end, last.low, number.high, False)
        else:
            merged.append(number)
    return merged


def _whom(figure: Figure, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The actor a figure counts: the one its noun is part of, or that follows it at once."""
    best = None
    for actor in actors:
        if actor.start >= figure.end + 2:
            break
        if actor.end > figure.start and actor.start >= figure.start - 1 and actor.sector != "source":
            best = best or actor
    return best
