"""Losses in one sentence: each number with those it counts and the word that tells their fate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from dropwire.extract.actors import ActorMention
from dropwire.extract.numbers import Number

Kind = Literal["killed", "injured", "captured"]
KINDS = ("state", "act", "both", "toll", "person", "body", "part", "least", "total", "none", "cause")
_RANGE = re.compile(r"\s*(?:-|–|đến|tới|hingga|sampai|to|and)\s*")
_AND = re.compile(r"\s*,?\s*(?:và|dan|and|cùng|serta|,|lẫn|cũng như|as well as)\s*(?:thêm\s+)?")
_FILLER = re.compile(
    r"\s*(?:(?:hơn|gần|khoảng|tới|đến|thêm|chừng|cả|các|số|những|trên|lên|lên đến|lên tới|là|đã|được|tổng cộng"
    r"|cho|của|ước tính|"
    r"sekitar|lebih|dari|hampir|hingga|menjadi|mencapai|kurang|kira-kira|total|nyawa|para|atas|antara|"
    r"about|around|some|nearly|almost|more|than|over|as|many|up|to|another|an|estimated|a|further|the|total|of|between|"
    r"rose|risen|climbed|has|had|from|stands|at|reached|approximately|roughly|fewer|least)\s+)*"
)
_RECENT = re.compile(
    r"\s*(?:\w+\s){0,2}(?:sáng|trưa|chiều|tối|đêm|hôm|thứ|rạng|pagi|siang|malam|kemarin|dini|subuh|Senin|Selasa"
    r"|Rabu|Kamis|Jumat|"
    r"Sabtu|Minggu|dawn|midnight|morning|\w+day)\b"
)
_SUFFERS = re.compile(r"(?<!\w)bị (?=[^,]*$)")
_MEASURE = re.compile(r"[- ]?(?:years?\b|tuổi|tahun|%|km\b|USD)")
_NO_PEOPLE = (
    "tuổi|gia đình|gia tộc|vụ|trận|cuộc|đợt|ngôi|làng|%|giờ|ngày|km|USD|lần|xe|chiếc|quả|tấn|"
    "tahun|keluarga|serangan|insiden|jam|hari|kali|unit|ton|famil|attack|year|met"
)
_FEW_WORDS = re.compile(rf" (?!{_NO_PEOPLE})(?:[^\W\d]+ ){{1,3}}(?:đã |bị |were |was )?")
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


class Token(NamedTuple):
    """A word of losses at its place."""

    start: int
    end: int
    kind: str
    value: str


class Count(NamedTuple):
    """A number with those it counts."""

    start: int
    """Of the number."""
    end: int
    """Of the noun behind it."""
    number: Number
    least: bool
    part: Literal["", "before", "behind"] = ""
    """A share of a count told before, by the word before it ("gồm") or behind it ("di antaranya")."""


class Sentence:
    """One sentence: its numbers, each with its people and the word that tells their fate."""

    def __init__(self, text: str, tokens: list[Token], numbers: list[Number], column: str) -> None:
        self._text, self._tokens, self._column = text, tokens, column
        self._starts = [t.start for t in tokens]
        self._of: defaultdict[str, list[Token]] = defaultdict(list)
        for token in tokens:
            self._of[token.kind].append(token)
        self._counts: list[Count] = []
        for count in self._counted(_ranges(text, numbers)):
            listed = (
                bool(self._counts) and self._counts[-1].part and self._list_gap(self._counts[-1].end, self._lead(count))
            )
            self._counts.append(count._replace(part=self._part(count) or ("before" if listed else "")))

    def figures(self) -> list[Figure]:
        """The figures of the sentence, in order."""
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

    def _counted(self, numbers: list[Number]) -> list[Count]:
        counts = []
        for number in numbers:
            end = None if _MEASURE.match(self._text, number.end) else self._noun(number)
            if end is not None and number.high == number.high // 1 and number.high < 10_000_000:
                least = any(
                    0 <= number.start - t.end <= 40 and _FILLER.fullmatch(self._text, t.end, number.start)
                    for t in self._of["least"]
                )
                counts.append(Count(number.start, end, number, least))
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

    def _before(self, start: int, kinds: tuple[str, ...]) -> Token | None:
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

    def _lead(self, count: Count) -> int:
        """Where a count begins with its "at least", "more than"."""
        start = count.start
        for token in self._of["least"]:
            if token.end <= start <= token.end + 20 and self._only_filler(token.end, start):
                return token.start
        return start

    def _part(self, count: Count) -> Literal["", "before", "behind"]:
        """Whether a count is a share of one told before."""
        for token in self._of["part"]:
            if token.end <= count.start <= token.end + 60 and self._only_filler(token.end, count.start):
                return "before"
            if count.number.end <= token.start <= count.number.end + 2:
                return "behind"
        return ""

    def _fate(self, i: int, count: Count) -> tuple[Kind, str] | None:
        noun = next(
            (t for t in (*self._of["body"], *self._of["toll"]) if count.number.end <= t.start < count.end), None
        )
        if noun is not None:
            return cast(Kind, noun.value), "figures: bodies"
        before = self._before(count.start, ("act", "both", "toll", "body"))
        if before is not None and (before.kind != "both" or not self._passive(before)):
            return cast(Kind, before.value), f"figures: {before.kind} before"
        limit = next((c.start for c in self._counts[i + 1 :] if c.part != "before"), len(self._text))
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
            if token.kind == "state" or (token.kind == "both" and not self._active(token)):
                return cast(Kind, token.value), "figures: state behind"
        return None

    def _single(self, count: Count) -> bool:
        return self._text[count.start : count.number.end].lower() in ("seorang", "một", "a", "an")

    def _shared(self, i: int, token: Token) -> bool:
        """Whether "18 fighters and 7 soldiers died": counts up to the word are one list."""
        counts = [c for c in self._counts[i:] if c.part != "before" or c is self._counts[i]]
        for one, other in pairwise(counts):
            if other.start > token.start:
                return True
            if other.part or not self._list_gap(one.end, self._lead(other)):
                return False
        return True

    def _list_gap(self, start: int, end: int) -> bool:
        """Whether what stands between two counts only lists them: " Houthi và ", ", "."""
        gap = self._text[start:end]
        if not (re.fullmatch(r"[^,]{0,18},\s*", gap) or re.fullmatch(r"[^,]{0,36}\b(?:và|dan|and|cùng|serta)\s*", gap)):
            return False
        return not any(t.kind in ("state", "act", "both") for t in self._tokens if start <= t.start < end)

    def _passive(self, token: Token) -> bool:
        return (
            re.search(r"(?:were|was|been|being|are|is)\s+$", self._text[max(0, token.start - 8) : token.start])
            is not None
        )

    def _active(self, token: Token) -> bool:
        """Whether "killed", "wounded" has its object behind it."""
        if self._passive(token):
            return False
        return any(c.start >= token.end and self._only_filler(token.end, c.start) for c in self._counts) or (
            re.match(r"\s+(?:the|his|her|their|its|its|dozens|several)\b", self._text[token.end : token.end + 12])
            is not None
        )

    def _figure(self, count: Count, kind: Kind, rule: str, total: bool) -> Figure:
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
            last and last.low == last.high < number.low == number.high
            and _RANGE.fullmatch(text, last.end, number.start)
            and ("and" not in text[last.end : number.start] or text[: last.start].endswith("between "))
        ):  # fmt: skip
            merged[-1] = Number(last.start, number.end, last.low, number.high, False)
        else:
            merged.append(number)
    return merged
