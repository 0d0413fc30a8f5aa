"""What a date says, as an interval of days. counts.py reads those that are counted from another day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dropwire.article import DatePrecision, Published

Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of days with how fine it is and what it rests on; both ends None when nothing tells the year."""

    first: date | None
    last: date | None
    precision: DatePrecision
    basis: str
    note: str = ""

    @property
    def iso(self) -> str | None:
        """The date as fine as it is known; None for weeks and for what nothing tells."""
        if self.first is None:
            return None
        if self.precision == "day":
            return self.first.isoformat()
        return {"month": self.first.isoformat()[:7], "year": self.first.isoformat()[:4]}.get(self.precision)


@dataclass(frozen=True, slots=True)
class Clock:
    """The day of the report, or the interval it lies in."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, published: Published) -> Clock:
        """Read the interval of publication; one open end takes the other."""
        first, last = published.start or published.end, published.end or published.start
        return cls(date.fromisoformat(first[:10]) if first else None, date.fromisoformat(last[:10]) if last else None)

    def near(self, month: int, day: int) -> date | None:
        """The day of that month nearest to the report; a coming one counts twice as far."""
        if self.last is None or self.first is None:
            return None
        days = [d for y in (-1, 0, 1) if (d := day_of(self.last.year + y, month, day))]
        return min(days, key=self._distance, default=None)

    def past(self, month: int, day: int) -> date | None:
        """The latest day of that month up to the report."""
        if self.last is None:
            return None
        days = [d for y in (0, -1) if (d := day_of(self.last.year + y, month, day)) and d <= self.last]
        return max(days, default=None)

    def _distance(self, day: date) -> int:
        assert self.first and self.last
        if day > self.last:
            return 2 * (day - self.last).days
        return max(0, (self.first - day).days)

    def shifted(self, days: int) -> Span | None:
        """A day counted from the report; an interval when its day is not known."""
        if self.first is None or self.last is None:
            return None
        first, last = self.first + timedelta(days), self.last + timedelta(days)
        return Span(first, last, "day" if first == last else width(first, last), "relative")


@dataclass(slots=True)
class Context:
    """What a reading needs beside the words: the tables, the report, the day told of last, number words."""

    words: Mapping[str, Mapping[str, int]]
    clock: Clock
    story: date | None
    value: Callable[[str], int | None]
    year: int | None
    """The year named last, when the report's own is not known."""
    opens: bool = True
    """Whether the words stand at the start of their sentence."""
    month_first: bool = False
    """Whether figures give the month before the day where both are possible."""

    def value_of(self, kind: str, word: str | None) -> int | None:
        """The value of a word of the table, in any case; None for a word it does not hold."""
        table, said = self.words[kind], (word or "").strip()
        return table.get(said, table.get(said.lower()))

    def holds(self, kind: str, word: str | None) -> bool:
        """Whether the table has a word under a kind."""
        return self.value_of(kind, word) is not None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def width(first: date, last: date) -> DatePrecision:
    """How fine a stretch is that is no single day."""
    days = (last - first).days
    return "week" if days <= 7 else "month" if days <= 31 else "year"


def month_end(first: date) -> date:
    """The last day of the month of a day."""
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def year_of(groups: Groups, context: Context) -> int | None:
    """The year a date names: written, or "last year" and its like."""
    written = groups.get("y") or groups.get("y2")
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    word, last = groups.get("yr"), context.clock.last
    if word and last:
        return last.year - (not context.holds("year_now", word))
    return None


def day_month(groups: Groups, context: Context) -> Span | None:
    """A day and a month, perhaps a second day, perhaps a year."""
    month = _month(groups["m"] or "", context)
    if not month or not 1 <= month <= 12:
        return None
    days = [int(d) for d in (groups["d"], groups.get("d2")) if d]
    year = year_of(groups, context) or (context.year if context.clock.last is None else None)
    near = context.clock.past if groups.get("back") else context.clock.near
    found = [d for n in days if (d := day_of(year, month, n) if year else near(month, n))]
    if not found:
        known = context.clock.last or year
        return None if known or not 1 <= days[0] <= 31 else Span(None, None, "unknown", "explicit")
    if len(found) == 2 and found[0] > found[1]:
        earlier = (found[1].replace(day=1) - timedelta(1)).replace(day=1)
        found[0] = day_of(earlier.year, earlier.month, days[0]) or found[1]
    return Span(found[0], found[-1], "day", "explicit", _contradiction(groups, context, found[0]))


def _contradiction(groups: Groups, context: Context, day: date) -> str:
    said = groups.get("pre") or groups.get("wd") or ""
    name = next((n for n in context.words["weekday"] if n in said), "")
    if not name or context.words["weekday"][name] == day.weekday():
        return ""
    return f"{name} does not fall on {day.isoformat()}"


def _month(name: str, context: Context) -> int | None:
    name = name.strip()
    if name.isdigit():
        return int(name)
    return context.value_of("month", name) or context.value_of("month_word", name)


def month(groups: Groups, context: Context) -> Span | None:
    """A month, perhaps a third of it, perhaps a year; without one the latest up to the report."""
    number = _month(groups["m"] or "", context)
    last = context.clock.last
    year = year_of(groups, context)
    if number is None or not 1 <= number <= 12 or (year is None and last is None and context.year is None):
        return None
    if year is None and last is not None:
        ahead = number > last.month or (number == last.month and context.holds("week_back", groups.get("back")))
        year = last.year - ahead
    first = date(year or context.year or 0, number, 1)
    return third(Span(first, month_end(first), "month", "explicit"), groups, context)


def third(span: Span, groups: Groups, context: Context) -> Span:
    """The early, middle or late part of a week, month or year; for "earlier this month" what of it is past."""
    part = context.value_of("third", groups.get("third")) if groups.get("third") else None
    if part is None or span.first is None or span.last is None:
        return span
    if part == 0:
        last = max(span.first, min(span.last, context.clock.last or span.last))
        return Span(span.first, last, span.precision, span.basis)
    length = (span.last - span.first).days + 1
    first = span.first + timedelta(length * (part - 1) // 3)
    last = span.last if part == 3 else span.first + timedelta(length * part // 3 - 1)
    return Span(first, last, span.precision, span.basis)


def year(groups: Groups, context: Context) -> Span | None:
    """A year, perhaps a third of it."""
    number = year_of(groups, context)
    if number is None:
        return None
    last = max(number, int(groups.get("y3") or 0))
    return third(Span(date(number, 1, 1), date(last, 12, 31), "year", "explicit"), groups, context)


def full(groups: Groups, context: Context) -> Span | None:
    """A day in figures with its year; of the two orders English writes, the one not after the report."""
    year, month, day = int(groups["y"] or 0), int(groups["m"] or 0), int(groups["d"] or 0)
    last = context.clock.last
    days = [d for m, n in ((month, day), (day, month)) if (d := day_of(year, m, n))]
    past = [d for d in days if last is None or d <= last]
    found = (past or days)[:1]
    return Span(found[0], found[0], "day", "explicit") if found else None


def feast(groups: Groups, context: Context) -> Span | None:
    """Christmas, New Year's Eve and their like: the one of the year named, else the latest up to the report."""
    number = context.value_of("feast", groups["rel"]) or 0
    year = year_of(groups, context)
    day = day_of(year, number // 100, number % 100) if year else context.clock.past(number // 100, number % 100)
    return Span(day, day, "day", "explicit") if day else None


def season(groups: Groups, context: Context) -> Span | None:
    """A season of a year: three months."""
    number, year = context.value_of("season", groups["rel"]), year_of(groups, context)
    if number is None or year is None:
        return None
    last = month_end(date(year + (number == 12), (number + 1) % 12 + 1, 1))
    return Span(date(year, number, 1), last, "year", "explicit")
