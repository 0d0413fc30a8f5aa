"""Losses in one sentence: each number with those it counts and the word that tells their fate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal, NamedTuple, cast

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.tolls.counting import (
    FEW_WORDS,
    Token,
    counts_things,
    in_company,
    loose_gap,
    measures,
    of_a_time,
    raises,
    ranges,
    rises_to,
    superseded,
    takes_in,
)
from dropwire.extract.tolls.cumulative import sums_up
from dropwire.extract.tolls.gaps import AND, BESIDE, CLOSED, FILLER, NO_OBJECT, NOUN_AND, SEIZED, SUFFERS, THEN
from dropwire.extract.tolls.victims import stands_alone
from dropwire.extract.vocabulary.numbers import Number

Kind = Literal["killed", "injured", "captured"]
KINDS = ("state", "act", "both", "toll", "person", "body", "part", "least", "total", "none", "cause", "mask")
_THEN_DIED = (" ", " lalu ", " kemudian ", " rồi ", " and then ", " và ", " dan ", " and ",
              " bắn tỉa ", " bắn tỉa và ", " bắn tỉa rồi ")  # fmt: skip
_NEAR = 2
"""How many spaces may stand between a number and the word for bodies."""
_APPOSITION = re.compile(r"[^,]{0,16}, [^,]{3,40}, (?:dilaporkan |dipastikan |dinyatakan )?")
"""Who the one counted was, between it and its fate: "seorang prajurit, Serda Rizal, gugur"."""
_PLURAL = re.compile(
    r" (?!(?:minut|second|met|yard|mile|time|cattle|cow|goat|sheep|camel|animal|dog|chicken|bird|horse|donkey|elephant|"
    r"gorilla|rhino|pig|lion|whale|job|people'|bill|deal)\w*\b)(?:[A-Z][\w'-]+|[a-z]+(?<!s)s)\b(?!['’%])"
)
_SPEAKS = re.compile(r"một (?:\S+ ){1,7}?(?:nói|cho biết|cho hay|kể|thông báo|tiết lộ|xác nhận)\b")
"""Somebody who tells of the dead, none of them: "40 tay súng, một quan chức giấu tên nói"."""
_LIST_GAP = re.compile(
    r"[^,]{0,18},\s*|[^,]{0,36}\b(?:và|dan|and|cùng(?: với)?|serta|beserta|bersama|(?:along|together) with)\s*"
    r"(?:(?:his|her|their)\s)?"
    r"|[^,]{0,18}, (?:một|một số|nhiều|seorang|satu|a|an|one|several) [^,]{2,24} (?:và|dan|and|cùng|serta)\s*"
)
"""Between the counts of a list, one item of it perhaps being no count."""
_NO_NOUN = re.compile(r"(?=[.,;]|$| (?:and|in|at|on|near|when|as|before|after|while|or|last|during|earlier|late)\b)")
"""What goes on behind a number that has no noun."""
_OF_IT = ("to death", "hingga ", "sehingga ", "sampai ")
"""Begins a state that the act before brought about: "stabbed five people to death"."""
_SENTENCED = re.compile(r"\b(?:sentenc|condemn)\w*(?: [\w-]+){0,4} $")
_CLOSE = 25
"""How many characters behind those counted their death by it may be told."""
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


_OTHERS = re.compile(r"\b(?:lain|lainnya|khác|others?)\b")
"""Others are no share of those counted before ("two dead, including a boy, and 14 others wounded")."""


_OBJECT = re.compile(
    r"\s+(?:(?:the|his|her|their|its|dozens|several|an?(?= [\w' -]+ (?:in|outside|at|near|as|on)\b))\b"
    rf"|(?:(?!{NO_OBJECT})[a-z][\w-]* ){{1,3}}(?:[A-Z][\w'-]+ ?){{2}})"
)
"""Behind "killed", "shot dead": whom somebody killed."""


class Sentence:
    """One sentence: its numbers, each with its people and the word that tells their fate."""

    def __init__(self, text: str, tokens: list[Token], numbers: list[Number], column: str) -> None:
        self._text, self._column = text, column
        self._tokens = tokens = [in_company(text, t, column) for t in tokens]
        self._starts = [t.start for t in tokens]
        self._of: defaultdict[str, list[Token]] = defaultdict(list)
        for token in tokens:
            self._of[token.kind].append(token)
        self._counts: list[Count] = []
        for count in self._counted(ranges(text, numbers)):
            listed = (
                bool(self._counts) and self._counts[-1].part and self._list_gap(self._counts[-1].end, self._lead(count))
                and _OTHERS.search(text, count.number.end, count.end + 9) is None
            )  # fmt: skip
            self._counts.append(count._replace(part=self._part(count) or ("before" if listed else "")))

    def figures(self) -> list[Figure]:
        """The figures of the sentence, in order."""
        since = [(t.start, t.end) for t in self._of["total"] if not raises(self._text, t.start)]
        total = sums_up(self._text, since, max((c.number.low for c in self._counts), default=0))
        found = []
        last: tuple[Kind, str] | None = None
        whole: tuple[Kind, str] | None = None
        for i, count in enumerate(self._counts):
            joined = i > 0 and self._joined(self._counts[i - 1], count)
            fate = self._fate(i, count) or (last if joined else None)
            alone = fate is not None and (
                fate[1] == "figures: state behind"
                or (count.part == "behind" and fate[1].endswith(("act before", "both before")))
            )
            if fate is not None and fate[0] == "injured" and self._died_of_it(count):
                fate = ("killed", fate[1])
            if count.part and (whole is not None or not alone):
                fate = None  # a share of what is counted already
            if not count.part:
                whole = fate
            last = fate
            if fate is not None and not superseded(self._text, count.number):
                found.append(self._figure(count, fate[0], fate[1], total))
        reached = next((f for f in found if f.rule == "figures: toll before" and raises(self._text, f.start)), None)
        if reached is not None and of_a_time(self._text, reached.start, reached.end) and len(found) > 1:
            found, reached = [f for f in found if f is not reached], None
        if reached is not None:  # "two more died, bringing the toll to nine"
            found = [f for f in found if f is reached or f.kind != reached.kind]
        for risen in [f for f in found if f.rule == "figures: toll before"]:
            found = [f for f in found if f.kind != risen.kind or not takes_in(self._text, risen.end, f.start)]
        for token in self._of["none"]:
            found += [Figure(token.start, token.end, k, 0, 0, 0, rule="figures: none") for k in ("killed", "injured")]
        return found

    def _joined(self, before: Count, count: Count) -> bool:
        """Whether a count goes on with the list of the one before: "five guards and two cooks"."""
        if self._single(count) and _SPEAKS.match(self._text, count.start):
            return False
        gap = AND if before.end > before.number.end else NOUN_AND
        lead = self._lead(count)
        return any(between.fullmatch(self._text, before.end, lead) for between in (gap, AND, BESIDE))

    def _counted(self, numbers: list[Number]) -> list[Count]:
        counts = []
        for number in numbers:
            end = None if measures(self._text, number) else self._noun(number)
            if end is not None and number.high == number.high // 1 and number.high < 10_000_000:
                least = any(
                    0 <= number.start - t.end <= 40 and FILLER.fullmatch(self._text, t.end, number.start)
                    for t in self._of["least"]
                )
                counts.append(Count(number.start, end, number, least))
        return counts

    def _noun(self, number: Number) -> int | None:
        """Where the people a number counts end; the number's own end when their fate stands right behind it."""
        i = bisect_left(self._starts, number.end)
        while i < len(self._tokens) and self._tokens[i].start - number.end <= 40:
            token = self._tokens[i]
            gap = self._text[number.end : token.start]
            counted = token.kind == "person" or (token.kind in ("body", "toll") and gap.count(" ") <= _NEAR)
            if counted and loose_gap(gap, self._column):
                if self._text[token.start : token.end] == "more" and counts_things(self._text, number):
                    return None  # "captured two more villages"
                return token.end
            if token.kind in ("state", "both") and (gap == " " or self._few_words(number, gap)):
                return number.end
            if token.kind not in ("person", "body", "toll") and gap.strip():
                break
            i += 1
        if stands_alone(self._text, number):
            return number.end
        if counts_things(self._text, number):
            return None
        told = self._before(number.start, ("act", "toll", "body")) or self._all_of(number) or self._toll_of(number)
        return number.end if told else self._named(number)

    def _named(self, number: Number) -> int | None:
        """Where a noun no lexicon has ends, right behind "killed": "killed 12 Maoists", "killed nine and hurt two"."""
        noun = (_PLURAL.match(self._text, number.end) or _NO_NOUN.match(self._text, number.end)
                if self._column == "en" else None)  # fmt: skip
        killed = self._before(number.start, ("both",)) if noun else None
        return noun.end() if noun and killed and not self._passive(killed) else None

    def _few_words(self, number: Number, gap: str) -> bool:
        return FEW_WORDS.fullmatch(gap) is not None and not counts_things(self._text, number)

    def _toll_of(self, number: Number) -> Token | None:
        """The toll that reaches a number: "the death toll of the blast has risen to 90"."""
        tolls = [t for t in self._of["toll"] if t.end <= number.start]
        return tolls[-1] if tolls and rises_to(self._text, number) else None

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
                    FILLER.fullmatch(self._text, start, token.start) and FILLER.fullmatch(self._text, token.end, end)
                )
        return FILLER.fullmatch(self._text, start, end) is not None

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
            if count.number.end <= token.start <= count.number.end + 2 or token.start <= count.number.start < token.end:
                return "behind"  # "two of them", "one of them"
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
        suffered = self._suffered(count)
        if suffered is not None:
            return cast(Kind, suffered.value), "figures: state before"
        toll = self._toll_of(count.number)
        if toll is not None:
            return cast(Kind, toll.value), "figures: toll before"
        return self._fate_behind(i, count)

    def _suffered(self, count: Count) -> Token | None:
        """The fate a Vietnamese side suffered, told before how many: "phía quân đội thiệt mạng 17 người"."""
        state = self._before(count.start, ("state",)) if self._column == "vi" and count.end > count.number.end else None
        if state is None:
            return None
        since = max(self._text.rfind(stop, 0, state.start) for stop in ",;.")
        return None if any(since < c.start < state.start for c in self._counts) else state

    def _fate_behind(self, i: int, count: Count) -> tuple[Kind, str] | None:
        """The word behind a count that tells its fate, with nothing between that begins another clause."""
        limit = next(
            (c.start for c in self._counts[i + 1 :] if not (self._aside(c) or self._does_it(c))), len(self._text)
        )
        taken = SEIZED.search(self._text, max(0, count.start - 40), count.start) is not None
        for number, token in enumerate(self._tokens[bisect_left(self._starts, count.end) :]):
            gap = self._text[count.end : token.start]
            single = self._single(count)
            if len(gap) > (50 if single else _REACH) or (single and "," in gap and not _APPOSITION.fullmatch(gap)):
                return None
            if token.start > limit and not self._shared(i, token):
                return None
            if token.kind == "act" and taken and THEN.search(gap) and CLOSED.match(self._text, token.end):
                return cast(Kind, token.value), "figures: object of the verb before"
            if token.kind == "act" and SUFFERS.search(gap) and self._text[token.start : token.end] != "mất":
                return cast(Kind, token.value), "figures: passive"
            if token.kind in ("cause", "act") and token.start < limit and not (taken and token.kind == "cause"):
                return None
            if token.kind == "state" or (token.kind == "both" and not self._active(token)):
                if self._text.startswith("to death", token.start) and _SENTENCED.search(self._text, 0, count.start):
                    return None
                return self._worst(token, bisect_left(self._starts, count.end) + number), "figures: state behind"
        return None

    def _worst(self, token: Token, index: int) -> Kind:
        """The fate of a word, or of the one right behind it: "trúng đạn thiệt mạng" is death."""
        after = self._tokens[index + 1] if index + 1 < len(self._tokens) else token
        gap = self._text[token.end : after.start]
        worse = after.kind in ("state", "both") and after.value == "killed" and gap in _THEN_DIED
        return cast(Kind, after.value if worse else token.value)

    def _died_of_it(self, count: Count) -> bool:
        """Whether what was done to those counted killed them."""
        after = next(iter(self._tokens[bisect_left(self._starts, count.end) :]), None)
        if after is None or (after.kind, after.value) != ("state", "killed"):
            return False
        gap = self._text[count.end : after.start]
        return self._text.startswith(_OF_IT, after.start) and len(gap) <= _CLOSE and not set(",;") & set(gap)

    def _does_it(self, count: Count) -> bool:
        """Whether a count is of those who did it: "two nurses were by a gunman shot dead"."""
        return self._column == "vi" and self._text.endswith((" bị ", " do ", " bởi "), 0, count.start)

    def _aside(self, count: Count) -> bool:
        """Whether a count is a share told between a whole and its fate: "six people, two of them policemen, died"."""
        if not count.part and self._single(count) and self._among(count):
            return True
        if count.part != "behind":
            return count.part == "before"
        after = next((t for t in self._of["state"] + self._of["both"] if t.start >= count.end), None)
        return after is not None and "," in self._text[count.end : after.start]

    def _among(self, count: Count) -> bool:
        """Whether somebody only goes with a share: "46 people, including reporters and kin of a politician, died"."""
        opened = (t for t in self._of["part"] if 0 < count.start - t.end <= _REACH)
        return any("," not in self._text[t.end : count.start] for t in opened)

    def _single(self, count: Count) -> bool:
        return self._text[count.start : count.number.end].lower() in ("seorang", "một", "a", "an")

    def _shared(self, i: int, token: Token) -> bool:
        """Whether "18 fighters and 7 soldiers died": counts up to the word are one list."""
        counts = (c for c in islice(self._counts, i, None) if c.part != "before" or c is self._counts[i])
        for one, other in pairwise(counts):
            if other.start > token.start:
                return True
            if other.part or not self._list_gap(one.end, self._lead(other)):
                return False
        return True

    def _list_gap(self, start: int, end: int) -> bool:
        """Whether what stands between two counts only lists them: " Houthi và ", ", "."""
        gap = self._text[start:end]
        if _LIST_GAP.fullmatch(gap) is None:
            return False
        within = self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return not any(t.kind in ("state", "act", "both") for t in within)

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
            _OBJECT.match(self._text, token.end) is not None
        )

    def _figure(self, count: Count, kind: Kind, rule: str, total: bool) -> Figure:
        low, high = int(count.number.low), int(count.number.high)
        if low == high:
            return Figure(count.start, count.end, kind, low, low if count.least else None, None, None, total, rule)
        return Figure(count.start, count.end, kind, None, low, high, None, total, rule)
