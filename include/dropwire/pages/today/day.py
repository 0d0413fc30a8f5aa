"""A day as the person on duty needs it: how it stands, what became of what came in, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Literal

from psycopg2.extensions import connection, cursor

from dropwire.alert import Alert, open_alerts
from dropwire.pages.shell import statements
from dropwire.pages.shell.trend import Trend, beside_usual

_ask = partial(statements.ask, __package__)

State = Literal["none", "loaded", "held", "loading", "stopped", "failed", "discarded"]
STRIP = 14
"""Days shown side by side, to choose from."""


@dataclass(frozen=True, slots=True)
class DayState:
    """How a day stands: by its newest load."""

    day: date
    state: State
    verdict: str | None
    reason: str | None
    run_id: str | None
    n_loaded: int
    n_quarantined: int

    @property
    def tone(self) -> str:
        """Its colour."""
        tones = {
            "none": "quiet",
            "held": "held",
            "discarded": "held",
            "loading": "quiet",
            "stopped": "bad",
            "failed": "bad",
        }
        return tones.get(self.state) or ("warn" if self.verdict in ("warn", "hold") else "good")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A load of the day."""

    load_id: int
    run_id: str
    kind: str
    status: str
    verdict: str | None
    reason: str | None
    started_at: datetime
    finished_at: datetime | None
    n_files: int
    n_read: int
    n_events_added: int
    held_until: datetime | None
    n_held: int

    @property
    def in_airflow(self) -> bool:
        """Whether it is a run of articles_daily, which Airflow has a page for."""
        return self.kind != "replay"


@dataclass(frozen=True, slots=True)
class Group:
    """Items of a source with the same fate by the same rule."""

    source: str
    """Empty when it is not known."""
    disposition: str
    rule: str
    n: int
    reason: str | None
    """Of one of them."""
    example: str
    """File and record of one of them."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that waits for a person."""

    kind: Literal["held", "unread"]
    load_id: int | None
    day: date
    name: str
    """The run that holds a batch, or the first of the files."""
    n: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """Everything on the page."""

    today: date
    shown: DayState
    strip: tuple[DayState, ...]
    attempts: tuple[Attempt, ...]
    groups: tuple[Group, ...]
    types: tuple[tuple[str, str, int], ...]
    """Of the events its articles tell: type, in words, and number."""
    duties: tuple[Duty, ...]
    not_loaded: tuple[DayState, ...]
    """Of the last two weeks: days that failed or, though nothing waits for them, were never begun, after one that was
    loaded."""
    with_articles: date | None
    """The last day before this one that brought anything."""
    n_open: int
    """Entries of the quarantine nobody has dealt with."""
    alerts: tuple[Alert, ...]
    trends: tuple[Trend, ...]

    @property
    def yesterday(self) -> date:
        """The day that should be loaded by now."""
        return self.today - timedelta(days=1)

    @property
    def n_events(self) -> int:
        """Events the day's loads brought in."""
        return sum(one.n_events_added for one in self.attempts if one.status == "published")

    def count(self, *dispositions: str) -> int:
        """Items with one of these fates; of any fate when none is named."""
        return sum(group.n for group in self.groups if not dispositions or group.disposition in dispositions)

    @property
    def refusals(self) -> list[Group]:
        """What was not loaded as new, by disposition and rule: set aside first, then what most have in common."""
        found: dict[tuple[str, str], Group] = {}
        for one in self.groups:
            if one.disposition != "loaded":
                key = (one.disposition, one.rule)
                before = found.get(key)
                n = one.n + (before.n if before else 0)
                found[key] = Group(
                    "", *key, n, *(before.reason, before.example) if before else (one.reason, one.example)
                )
        order = ("quarantined", "skipped", "duplicate", "unchanged")
        return sorted(found.values(), key=lambda one: (order.index(one.disposition), -one.n, one.rule))


def read_day(conn: connection, asked: date | None, today: date) -> Day | None:
    """The day asked for, else the last one anything was loaded for; None when nothing was ever loaded."""
    with conn, conn.cursor() as cur:
        newest = _ask(cur, "newest", today=today)[0][0]
        if newest is None and asked is None:
            return None
        day = asked or newest
        yesterday = today - timedelta(days=1)
        last = max(day, min(day + timedelta(days=STRIP // 2), max(newest or day, yesterday)))
        strip = _days(cur, last)
        lately = strip if last == yesterday else _days(cur, yesterday)
        counted = _ask(cur, "counted", day=day)
        found = {
            "strip": strip,
            "shown": next(one for one in strip if one.day == day),
            "attempts": tuple(Attempt(*row) for row in _ask(cur, "loads", day=day)),
            "groups": tuple(Group(*row) for row in _ask(cur, "items", **_places(counted))),
            "types": tuple(_ask(cur, "types", **_places([load for load in counted if load[2]]))),
            "duties": tuple(Duty(*row) for row in _ask(cur, "duties", today=today)),
            "with_articles": _ask(cur, "with_articles", day=day)[0][0],
            "n_open": _ask(cur, "open")[0][0],
            "trends": tuple(beside_usual(cur, day)),
        }
    unread = {one.day for one in found["duties"] if one.kind == "unread"}
    return Day(today=today, not_loaded=_not_loaded(lately, unread), alerts=tuple(open_alerts(conn)), **found)


def _places(counted: list[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Where the items of these loads are: known beforehand, so that other months are neither read nor planned for."""
    return {"loads": [load[0] for load in counted], "read_on": [load[1] for load in counted]}


def _state(
    day: date, status: str | None, verdict: str | None, reason: str | None, run_id: str | None, loaded: int, aside: int
) -> DayState:
    states: dict[str | None, State] = {
        None: "none", "running": "loading", "held": "held", "published": "loaded", "discarded": "discarded",
        "failed": "failed", "stopped": "failed",
    }  # fmt: skip
    state = "stopped" if status in ("running", "stopped") and verdict == "stop" else states[status]
    return DayState(day, state, verdict, reason, run_id, loaded, aside)


def _days(cur: cursor, last: date) -> tuple[DayState, ...]:
    return tuple(_state(*row) for row in _ask(cur, "days", first=last - timedelta(days=STRIP - 1), last=last))


def _not_loaded(days: tuple[DayState, ...], unread: set[date]) -> tuple[DayState, ...]:
    begun = next((n for n, one in enumerate(days) if one.state != "none"), len(days))
    return tuple(
        one for one in days[begun:]
        if one.state in ("failed", "stopped") or (one.state == "none" and one.day not in unread)
    )  # fmt: skip
