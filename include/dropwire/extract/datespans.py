"""What a date says, as an interval of days: the arithmetic behind dates.py."""

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
        days = [d for y in (-1, 0, 1) if (d := _day(self.last.year + y, month, day))]
        return min(days, key=self._distance, default=None)

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
        return Span(first, last, "day" if first == last else _width(first, last), "relative")


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


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _width(first: date, last: date) -> DatePrecision:
    days = (last - first).days
    return "week" if days <= 7 else "month" if days <= 31 else "year"


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _year(groups: Groups, context: Context) -> int | None:
    """The year a date names: written, or "last year" and its like."""
    written = groups.get("y") or groups.get("y2")
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    word = (groups.get("yr") or "").strip()
    last = context.clock.last
    if word and last:
        return last.year - (word not in context.words["year_now"])
    return None


def day_month(groups: Groups, context: Context) -> Span | None:
    """A day and a month, perhaps a second day, perhaps a year."""
    month = _month(groups["m"] or "", context)
    if not month or not 1 <= month <= 12:
        return None
    days = [int(d) for d in (groups["d"], groups.get("d2")) if d]
    year = _year(groups, context) or (context.year if context.clock.last is None else None)
    found = [d for n in days if (d := _day(year, month, n) if year else context.clock.near(month, n))]
    if not found:
        known = context.clock.last or year
        return None if known or not 1 <= days[0] <= 31 else Span(None, None, "unknown", "explicit")
    if len(found) == 2 and found[0] > found[1]:
        earlier = (found[1].replace(day=1) - timedelta(1)).replace(day=1)
        found[0] = _day(earlier.year, earlier.month, days[0]) or found[1]
    return Span(found[0], found[-1], "day", "explicit", _contradiction(groups, context, found[0]))


def _contradiction(groups: Groups, context: Context, day: date) -> str:
    said = groups.get("pre") or groups.get("wd") or ""
    name = next((n for n in context.words["weekday"] if n in said), "")
    if not name or context.words["weekday"][name] == day.weekday():
        return ""
    return f"{name} does not fall on {day.isoformat()}"


def _month(name: str, context: Context) -> int | None:
    name = name.strip()
    return int(name) if name.isdigit() else context.words["month"].get(name)


def month(groups: Groups, context: Context) -> Span | None:
    """A month, perhaps a third of it, perhaps a year; without one the latest up to the report."""
    number = _month(groups["m"] or "", context)
    last = context.clock.last
    year = _year(groups, context)
    if number is None or not 1 <= number <= 12 or (year is None and last is None and context.year is None):
        return None
    if year is None and last is not None:
        back = (groups.get("back") or "").strip().lower()
        ahead = number > last.month or (number == last.month and back in context.words["week_back"])
        year = last.year - (ahead and not _coming(groups, context, number))
    first = date(year or context.year or 0, number, 1)
    return _third(Span(first, _month_end(first), "month", "explicit"), groups, context)


def _coming(groups: Groups, context: Context, number: int) -> bool:
    return (groups.get("wk") or "").strip() in context.words["week_after"]


def _third(span: Span, groups: Groups, context: Context) -> Span:
    """The early, middle or late part of a month or year."""
    part = context.words["third"].get((groups.get("third") or "").strip())
    if part is None or span.first is None or span.last is None:
        return span
    length = (span.last - span.first).days + 1
    first = span.first + timedelta(length * (part - 1) // 3)
    last = span.last if part == 3 else span.first + timedelta(length * part // 3 - 1)
    return Span(first, last, span.precision, span.basis)


def year(groups: Groups, context: Context) -> Span | None:
    """A year, perhaps a third of it."""
    number = _year(groups, context)
    if number is None:
        return None
    return _third(Span(date(number, 1, 1), date(number, 12, 31), "year", "explicit"), groups, context)


def weekday(groups: Groups, context: Context) -> Span | None:
    """A weekday: the last one up to the report, or the one of the week before or after."""
    last = context.clock.last
    number = context.words["weekday"].get((groups["wd"] or "").strip())
    if last is None or number is None or context.clock.first is None:
        return None
    exact = context.clock.first == last
    base = last if exact else context.clock.first
    word = (groups.get("wk") or groups.get("back") or "").strip().lower()
    monday = base - timedelta(base.weekday())
    if word in context.words["week_before"] and word not in context.words["week_back"]:
        day = monday + timedelta(number - 7)
    elif word in context.words["week_after"] or word == "next":
        day = base + timedelta((number - base.weekday() - 1) % 7 + 1)
    else:
        day = base - timedelta((base.weekday() - number) % 7)
        if day == base and word in context.words["week_back"]:
            day -= timedelta(7)
    return Span(day, day, "day", "relative", "" if exact else "the day of the report is not known")


def report_day(groups: Groups, context: Context) -> Span | None:
    """Today, yesterday and their like."""
    return context.clock.shifted(context.words["report_day"][groups["rel"] or ""])


def story_day(groups: Groups, context: Context) -> Span | None:
    """A day counted from the one told of last; from the report when none was."""
    days = context.words["story_day"][groups["rel"] or ""]
    if context.story is None:
        return context.clock.shifted(min(days, 0)) if days <= 0 else None
    day = context.story + timedelta(days)
    return Span(day, day, "day", "relative")


def report_week(groups: Groups, context: Context) -> Span | None:
    """The week of the report, the one before, the one after (Monday to Sunday)."""
    if context.clock.last is None:
        return None
    last = context.clock.last
    monday = last - timedelta(last.weekday()) + timedelta(7 * context.words["report_week"][groups["rel"] or ""])
    return Span(monday, monday + timedelta(6), "week", "relative")


def report_weekend(groups: Groups, context: Context) -> Span | None:
    """The weekend before the report."""
    if context.clock.last is None:
        return None
    sunday = context.clock.last - timedelta((context.clock.last.weekday() + 1) % 7)
    return Span(sunday - timedelta(1), min(sunday, context.clock.last), "week", "relative")


def report_month(groups: Groups, context: Context) -> Span | None:
    """The month of the report or a neighbour."""
    if context.clock.last is None:
        return None
    months = context.clock.last.year * 12 + context.clock.last.month - 1
    months += context.words["report_month"][groups["rel"] or ""]
    first = date(months // 12, months % 12 + 1, 1)
    return _third(Span(first, _month_end(first), "month", "relative"), groups, context)


def report_year(groups: Groups, context: Context) -> Span | None:
    """The year of the report or a neighbour."""
    if context.clock.last is None:
        return None
    number = context.clock.last.year + context.words["report_year"][groups["rel"] or ""]
    return _third(Span(date(number, 1, 1), date(number, 12, 31), "year", "relative"), groups, context)


def distance(groups: Groups, context: Context) -> Span | None:
    """ "Three days later", "cách đây hai tuần": counted from the story, or from the report for what lies "ago"."""
    count = context.value(groups["n"] or "")
    first, last = (groups.get("first") or "").strip().lower(), (groups.get("dir") or "").strip()
    if not count or not (first or last):
        return None
    unit = context.words["unit"][groups["unit"] or ""]
    ago = last in context.words["ago"] or first in context.words["ago_first"]
    later = not ago and (last in context.words["after"] or (not last and first in context.words["after_first"]))
    bare = not first and last in ("trước", "before", "sau")
    base = context.clock.last if ago or (bare and last == "trước") or context.story is None else context.story
    if base is None:
        return None
    return _away(base, count * unit * (1 if later else -1), unit)


def _away(base: date, days: int, unit: int) -> Span:
    day = base + timedelta(days)
    if unit == 1:
        return Span(day, day, "day", "relative")
    if unit == 7:
        return Span(day - timedelta(3), day + timedelta(3), "week", "relative")
    if unit == 30:
        first = day.replace(day=1)
        return Span(first, _month_end(first), "month", "relative")
    return Span(date(day.year, 1, 1), date(day.year, 12, 31), "year", "relative")


def event_distance(groups: Groups, context: Context) -> Span | None:
    """ "Three days before the town fell": counted from the day told of last.

    At the start of a sentence the distance is that of the news; inside one ("came three days after jets bombed")
    what follows is the earlier event.
    """
    count = context.value(groups["n"] or "")
    if not count or context.story is None:
        return None
    unit = context.words["unit"][groups["unit"] or ""]
    earlier = ("back" not in groups or bool(groups["back"])) == context.opens
    span = _away(context.story, count * unit * (-1 if earlier else 1), unit)
    return Span(span.first, span.last, span.precision, "relative", "counted from the last day told of")


READINGS: Mapping[str, Callable[[Groups, Context], Span | None]] = {
    "numeric": day_month, "day_month": day_month, "month": month, "year": year, "weekday": weekday,
    "report_day": report_day, "story_day": story_day, "report_week": report_week, "report_weekend": report_weekend,
    "report_month": report_month, "report_year": report_year, "distance": distance, "before_event": event_distance,
    "after_event": event_distance,
}  # fmt: skip
