"""Events found: how many, when, where, and a page of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from psycopg2.extensions import cursor

from dropwire.pages.events.asked import BACK, HAPPENED, Asked, cursor_of
from dropwire.pages.events.places import Place, find_place, place_of
from dropwire.pages.events.statements import Row, ask

PAGE = 40
USUAL_DAYS = 30
"""Shown when no days are asked for: so many up to the last day on which something happened."""
MOST_COST = 30_000.0
"""What counting may cost, as the planner reckons: a quarter of a second. So much is an index of 400,000 events."""
LATEST = (366, 92, 31, 7, 1)
"""Of what costs more, so many of the latest days are counted: the most that cost no more."""
Unit = Literal["day", "week", "month", "year"]
_UNITS: tuple[tuple[int, Unit], ...] = ((70, "day"), (500, "week"), (6000, "month"))
"""The unit of the timeline for up to so many days."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for, understood: days, places and names looked up."""

    asked: Asked
    first: date | None
    last: date | None
    latest: date | None
    """The last day on which something happened."""
    values: dict[str, Any]
    """For the statements that begin with `matching`."""
    place: Place | None = None
    others: Sequence[Place] = ()
    unknown: tuple[str, str] | None = None
    """The field whose value nothing goes by, and the value; nothing is found then."""
    is_cut: bool = False
    """More days were asked for than can be counted at once: these are the latest."""

    @property
    def undated(self) -> bool:
        """Whether it is about events without a date."""
        return self.asked.span == "undated"


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in the list."""

    event_id: str
    type: str
    date_start: date | None
    date_end: date | None
    date_precision: str
    place: str | None
    admin1: str | None
    country: str | None
    geo_precision: int
    location_id: str | None
    actor1: str | None
    assoc_actor1: Sequence[str]
    actor2: str | None
    assoc_actor2: Sequence[str]
    low: int | None
    best: int | None
    high: int | None
    injured: int | None
    status: str
    disputed: bool
    attribution: str | None
    background: bool
    n_articles: int
    n_sources: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list and the addresses of those beside it."""

    events: Sequence[Listed]
    earlier: str | None
    later: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """A day, week, month or year of the timeline."""

    first: date
    n_events: int
    n_vague: int
    """Of them, those whose days reach beyond it."""
    n_counted: int
    """Of them, those with a number of dead."""
    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """When it happened, and what it comes to."""

    unit: Unit
    ends: tuple[date, date] | None = None
    """The first and the last day it reaches over."""
    spans: Sequence[Span] = ()

    def most(self, name: Literal["n_events", "best"]) -> int:
        """The largest figure of a span."""
        return max((getattr(span, name) for span in self.spans), default=0)

    def total(self, name: Literal["n_events", "n_vague", "n_counted", "low", "best", "high"]) -> int:
        """The sum of a figure over all spans."""
        return sum(getattr(span, name) for span in self.spans)


def select(cur: cursor, asked: Asked) -> Selection:
    """Understand what was asked."""
    rows = ask(cur, "latest_day")
    latest = rows[0][0] if rows else None
    first, last = _days(asked, latest)
    place, others, unknown = _place(cur, asked)
    types = _ids(cur, "types", type=asked.type) if asked.type else None
    actors = _ids(cur, "actors_named", name=asked.actor) if asked.actor else None
    sources = _ids(cur, "sources_named", name=asked.source) if asked.source else None
    for found, field, typed in (
        (types, "type", asked.type), (actors, "actor", asked.actor), (sources, "source", asked.source),
    ):  # fmt: skip
        unknown = (field, typed) if found == [] else unknown
    box = asked.view or (None,) * 4
    around = place if place and not place.is_country and not asked.at else None
    values: dict[str, Any] = {
        "types": types, "actors": actors, "sources": sources, "undated": asked.span == "undated",
        "first": first, "last": last,
        "statuses": {"happened": list(HAPPENED), "any": None, "disputed": None}.get(asked.status, [asked.status]),
        "disputed": asked.status == "disputed", "deaths": asked.deaths, "location_id": asked.at and str(asked.at),
        "country": asked.country or (place.country if place and place.is_country and not asked.at else None),
        "admin1": asked.admin1 or None,
        "west": box[0], "south": box[1], "east": box[2], "north": box[3],
        "lat": around and around.lat, "lon": around and around.lon, "km": asked.km,
        "around_admin1": around and around.admin1, "around_country": around and around.country,
    }  # fmt: skip
    chosen = Selection(asked, first, last, latest, values, place, others, unknown)
    return chosen if unknown or chosen.undated else _countable(cur, chosen)


def _countable(cur: cursor, chosen: Selection) -> Selection:
    """The choice, or the latest days of it where all are more than can be counted while somebody waits."""
    ask(cur, "planner")
    tried, last = chosen, chosen.last or chosen.latest
    for days in LATEST:
        if last is None or _cost(cur, tried.values) <= MOST_COST:
            break
        first = last - timedelta(days=days - 1)
        if chosen.first is None or first > chosen.first:
            values = chosen.values | {"first": first, "last": last}
            tried = replace(chosen, first=first, last=last, values=values, is_cut=True)
    return tried


def _cost(cur: cursor, values: dict[str, Any]) -> float:
    """What the planner reckons counting costs."""
    ((plan,),) = ask(cur, "explain", "matching", "days", **values)
    return float(plan[0]["Plan"]["Total Cost"])


def _ids(cur: cursor, statement: str, **values: object) -> list[str]:
    return [row[0] for row in ask(cur, statement, **values)]


def _days(asked: Asked, latest: date | None) -> tuple[date | None, date | None]:
    if asked.span:
        return None, None
    if asked.first or asked.last or latest is None:
        return asked.first, asked.last
    return latest - timedelta(days=USUAL_DAYS - 1), latest


def _place(cur: cursor, asked: Asked) -> tuple[Place | None, Sequence[Place], tuple[str, str] | None]:
    if asked.at:
        place = place_of(cur, asked.at)
        return place, (), None if place else ("place", str(asked.at))
    if not asked.place:
        return None, (), None
    found = find_place(cur, asked.place, [row[0] for row in ask(cur, "countries")])
    return found.place, found.others, None if found.place else ("place", asked.place)


def timeline(cur: cursor, chosen: Selection) -> Timeline:
    """Events and dead over the days asked for. An event counts on the first of them on which it may have happened."""
    if chosen.unknown or chosen.undated:
        return Timeline("day")
    days = ask(cur, "matching", "days", **chosen.values)
    first = chosen.first or min((row[0] for row in days), default=None)
    last = chosen.last or max((row[1] for row in days), default=None)
    if not (first and last) or last < first:
        return Timeline("day")
    length = (last - first).days + 1
    unit: Unit = next((unit for most, unit in _UNITS if length <= most), "year")
    return Timeline(unit, (first, last), _spans(days, unit))


def beginning(day: date, unit: Unit) -> date:
    """The first day of its week, month or year."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return {"day": day, "month": day.replace(day=1)}.get(unit, day.replace(month=1, day=1))


def _spans(days: Sequence[Row], unit: Unit) -> list[Span]:
    """First day, last day and figures of events, put together by the unit their first day falls in."""
    found: dict[date, list[int]] = {}
    for day, end, *figures in days:
        first = beginning(day, unit)
        n_vague = figures[0] if beginning(end, unit) != first else 0
        told = (figures[0], n_vague, *figures[1:])
        found[first] = [a + b for a, b in zip(found[first], told, strict=True)] if first in found else list(told)
    return [Span(first, *figures) for first, figures in sorted(found.items())]


def listed(cur: cursor, chosen: Selection, most: int = PAGE) -> Page:
    """The page of the list that is asked for."""
    if chosen.unknown:
        return Page((), None, None)
    asked = chosen.asked
    back = cursor_of(asked.after)
    start = back or cursor_of(asked.before)
    figure, day, number = start or (None, None, None)
    order: str = "undated" if chosen.undated else asked.sort
    if back:
        order = "undated_back" if chosen.undated else BACK[order]
    rows = ask(
        cur, "matching", f"order_{order}", "list", **chosen.values,
        figure=figure, day=day, id=number and str(number), most=most + 1,
    )  # fmt: skip
    more = len(rows) > most
    rows = rows[:most][::-1] if back else rows[:most]
    if not rows:
        return Page((), None, None)
    ways = {way: asked.link(**{way: row[-1]}) for way, row in (("after", rows[0]), ("before", rows[-1]))}
    return Page(
        [Listed(*row[:-1]) for row in rows],
        ways["after"] if (more if back else start) else None,
        ways["before"] if (more or back) else None,
    )


def n_undated(cur: cursor, chosen: Selection) -> int:
    """How many more there are whose date nobody tells; at most 10,000."""
    if chosen.unknown or chosen.undated:
        return 0
    values = {**chosen.values, "undated": True, "first": None, "last": None}
    return int(ask(cur, "matching", "undated", **values)[0][0])


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers."""

    countries: Sequence[str]
    provinces: Sequence[str]
    types: Sequence[str]
    actors: Sequence[str]
    sources: Sequence[str]


def choices(cur: cursor, asked: Asked) -> Choices:
    """What the form offers."""
    names: list[Row] = ask(cur, "names")
    return Choices(
        [row[0] for row in ask(cur, "countries")],
        [row[0] for row in ask(cur, "provinces", country=asked.country)] if asked.country else [],
        [row[0] for row in ask(cur, "all_types")],
        [name for kind, name in names if kind == "actor"], [name for kind, name in names if kind == "source"],
    )  # fmt: skip
