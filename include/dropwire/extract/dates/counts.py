"""Dates counted from a day: the day of the report ("hôm qua") or the day told of last ("hôm sau", "two days later")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from dropwire.extract.dates.spans import (
    Context,
    Groups,
    Span,
    day_month,
    feast,
    full,
    month,
    month_end,
    season,
    third,
    width,
    year,
)  # fmt: skip

_FEW = (2, 6)
"""How many "several" days, weeks or months are taken for."""
_HOURS = 24


def weekday(groups: Groups, context: Context) -> Span | None:
    """A weekday: the last one up to the report, or the one of this week, the week before or after."""
    last = context.clock.last
    number = context.value_of("weekday", groups["wd"])
    if last is None or number is None or context.clock.first is None:
        return None
    exact = context.clock.first == last
    base = last if exact else context.clock.first
    word = groups.get("wk") or groups.get("back")
    monday = base - timedelta(base.weekday())
    if context.holds("week_now", word):
        day = monday + timedelta(number)
    elif context.holds("week_before", word) and not context.holds("week_back", word):
        day = monday + timedelta(number - 7)
    elif context.holds("week_after", word):
        day = base + timedelta((number - base.weekday() - 1) % 7 + 1)
    else:
        day = base - timedelta((base.weekday() - number) % 7)
        if day == base and context.holds("week_back", word):
            day -= timedelta(7)
    return Span(day, day, "day", "relative", "" if exact else "the day of the report is not known")


def report_day(groups: Groups, context: Context) -> Span | None:
    """Today, yesterday and their like."""
    return context.clock.shifted(context.value_of("report_day", groups["rel"]) or 0)


def story_day(groups: Groups, context: Context) -> Span | None:
    """A day counted from the one told of last; from the report when none was."""
    days = context.value_of("story_day", groups["rel"]) or 0
    if context.story is None:
        return context.clock.shifted(days) if days <= 0 else None
    day = context.story + timedelta(days)
    return Span(day, day, "day", "relative")


def report_week(groups: Groups, context: Context) -> Span | None:
    """The week of the report, the one before, the one after (Monday to Sunday), or a part of it."""
    if context.clock.last is None:
        return None
    last = context.clock.last
    weeks = context.value_of("report_week", groups["rel"]) or 0
    monday = last - timedelta(last.weekday()) + timedelta(7 * weeks)
    span = third(Span(monday, monday + timedelta(6), "week", "relative"), groups, context)
    begun = weeks == 0 and span.first is not None and span.last is not None and span.first <= last < span.last
    return replace(span, last=last) if begun else span


def report_weekend(groups: Groups, context: Context) -> Span | None:
    """The weekend before the report, or the one of its week."""
    if context.clock.last is None:
        return None
    sunday = context.clock.last - timedelta((context.clock.last.weekday() + 1) % 7)
    if context.value_of("report_weekend", groups["rel"]) == 0 and sunday < context.clock.last:
        sunday += timedelta(7)
        return Span(sunday - timedelta(1), sunday, "week", "relative")
    return Span(sunday - timedelta(1), min(sunday, context.clock.last), "week", "relative")


def report_month(groups: Groups, context: Context) -> Span | None:
    """The month of the report or a neighbour."""
    if context.clock.last is None:
        return None
    months = context.clock.last.year * 12 + context.clock.last.month - 1
    months += (context.value_of("report_month", groups["rel"]) or 0) if "rel" in groups else 0
    first = date(months // 12, months % 12 + 1, 1)
    return third(Span(first, month_end(first), "month", "relative"), groups, context)


def report_year(groups: Groups, context: Context) -> Span | None:
    """The year of the report or a neighbour."""
    if context.clock.last is None:
        return None
    number = context.clock.last.year + (context.value_of("report_year", groups["rel"]) or 0)
    return third(Span(date(number, 1, 1), date(number, 12, 31), "year", "relative"), groups, context)


def _stretch(groups: Groups, context: Context) -> tuple[int, int, int] | None:
    """The days a number and a unit come to, at least and at most, and the days of one unit (0 for hours)."""
    said = groups.get("n") or ""
    few, half = context.holds("few", said), context.holds("half", said)
    count = 0 if few or half else (context.value(said) or 0)
    if not (count or few or half):
        return None
    low, high = _FEW if few else (count, count)
    hours = context.value_of("clock_unit", groups["unit"])
    if hours is not None:
        return (0, 0, 0) if few else (low * hours // _HOURS, high * hours // _HOURS, 0)
    unit = context.value_of("unit", groups["unit"]) or 1
    return (unit // 2, unit // 2, 1) if half else (low * unit, high * unit, unit)


def distance(groups: Groups, context: Context) -> Span | None:
    """ "Three days later", "cách đây hai tuần": counted from the story, or from the report for what lies "ago"."""
    first, last = groups.get("first"), groups.get("dir")
    stretch = _stretch(groups, context)
    if stretch is None or not (first or last):
        return None
    if context.holds("lately", last):
        return lately(groups, context)
    leads_stretch = context.holds("ensuing_first", first) and not context.holds("after_first", first)
    if context.holds("ensuing", last) or (leads_stretch and context.holds("after", last)):
        return ensuing(groups, context)
    if leads_stretch and not last:
        return None
    ago = context.holds("ago", last) or context.holds("ago_first", first)
    later = not ago and (context.holds("after", last) or (not last and context.holds("after_first", first)))
    plain = (last or "").strip().lower() == "trước" and not first
    base = context.clock.last if ago or plain or context.story is None else context.story
    if base is None:
        return None
    return _away(base, stretch, 1 if later else -1)


def _between(first: date, last: date) -> Span:
    near = (last - first).days <= 1
    return Span(first, last, "day" if near else width(first, last), "relative")


def lately(groups: Groups, context: Context) -> Span | None:
    """ "In the past three days": the stretch up to the report."""
    stretch, last = _stretch({**groups, "n": groups.get("n") or "a"}, context), context.clock.last
    return _between(last - timedelta(stretch[1]), last) if stretch and last else None


def ensuing(groups: Groups, context: Context) -> Span | None:
    """ "Over the next three days": the stretch after the day told of last."""
    stretch = _stretch(groups, context)
    if stretch is None or context.story is None:
        return None
    low = 1 if stretch[2] else 0
    return _between(context.story + timedelta(low), context.story + timedelta(max(low, stretch[1])))


def _away(base: date, stretch: tuple[int, int, int], sign: int) -> Span:
    """The day so far away, as roughly as the unit tells it."""
    low, high, unit = stretch
    day = base + timedelta(sign * low)
    if low != high:
        first, last = sorted((day, base + timedelta(sign * high)))
        return Span(first, last, width(first, last), "relative")
    if unit <= 1:
        return Span(day, day, "day", "relative")
    if unit == 7:
        return Span(day - timedelta(3), day + timedelta(3), "week", "relative")
    if unit == 30:
        first = day.replace(day=1)
        return Span(first, month_end(first), "month", "relative")
    return Span(date(day.year, 1, 1), date(day.year, 12, 31), "year", "relative")


def event_distance(groups: Groups, context: Context) -> Span | None:
    """ "Three days before the town fell": counted from the day told of last.

    At the start of a sentence the distance is that of the news; inside one ("came three days after jets bombed")
    what follows is the earlier event.
    """
    stretch = _stretch({**groups, "n": groups.get("n") or "a"}, context)
    if stretch is None or context.story is None:
        return None
    earlier = ("back" not in groups or bool(groups["back"])) == context.opens
    span = _away(context.story, stretch, -1 if earlier else 1)
    last = context.clock.last
    if span.precision == "day" and span.first and last and context.story <= last < span.first:
        return Span(last, last, "day", "relative", "not after the report")
    return Span(span.first, span.last, span.precision, "relative", "counted from the last day told of")


READINGS: Mapping[str, Callable[[Groups, Context], Span | None]] = {
    "numeric": day_month, "day_month": day_month, "month": month, "year": year, "full": full, "feast": feast,
    "season": season, "weekday": weekday, "report_day": report_day, "story_day": story_day,
    "report_week": report_week, "report_weekend": report_weekend, "report_month": report_month,
    "this_month": report_month, "report_year": report_year, "distance": distance, "lately": lately,
    "ensuing": ensuing, "before_event": event_distance, "after_event": event_distance,
}  # fmt: skip
