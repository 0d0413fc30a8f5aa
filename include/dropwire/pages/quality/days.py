"""The recent days: how each passed its checks, which rules did not hold, what the figures mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from psycopg2.extensions import connection, cursor

from dropwire import trends
from dropwire.pages.results.page import RuleResult, rules_of
from dropwire.pages.shell import statements
from dropwire.pages.shell.chart import bars

_read = partial(statements.read, __package__)

SHOWN = 28


@dataclass(frozen=True, slots=True)
class Day:
    """A day and the load that stands for it: published rather than failed, the latest rather than an earlier one."""

    day: date
    load_id: int | None
    run_id: str | None
    status: str | None
    verdict: str | None
    decision: str | None
    reason: str | None
    n_read: int | None
    n_loaded: int | None
    n_quarantined: int | None

    @property
    def state(self) -> str:
        """none, failed, stop, running, held, discarded, warn, pass or empty: in one word how it went."""
        if self.status is None:
            return "none"
        if self.status == "published":
            return {"warn": "warn", "hold": "held", "pass": "pass"}.get(self.verdict or "", "empty")
        return "stop" if self.verdict == "stop" else self.status


@dataclass(frozen=True, slots=True)
class Strip:
    """Days in a row, the chosen one among them; none of an empty warehouse."""

    days: Sequence[Day]
    chosen: Day | None
    newest: date | None

    @property
    def earlier(self) -> date | None:
        """The day to choose for the days before these."""
        return self.days[0].day - timedelta(days=1) if self.days else None

    @property
    def later(self) -> date | None:
        """The day to choose for the days after these."""
        if not self.days or self.newest is None or self.days[-1].day >= self.newest:
            return None
        return min(self.newest, self.days[-1].day + timedelta(days=SHOWN))


@dataclass(frozen=True, slots=True)
class OverDays:
    """A rule that did not hold on some of the days."""

    rule: str
    severity: str
    n_days: int
    n_failed: int
    drawing: str


def strip(conn: connection, day: date | None) -> Strip:
    """The days up to the newest, or, of a day before these, up to that."""
    ((newest,),) = _read(conn, "newest")
    if newest is None:
        return Strip((), None, None)
    chosen = min(day or newest, newest)
    last = newest if chosen > newest - timedelta(days=SHOWN) else chosen
    first = last - timedelta(days=SHOWN - 1)
    found = [Day(*row) for row in _read(conn, "strip", first=first, last=last)]
    return Strip(found, next(one for one in found if one.day == chosen), newest)


def failed(conn: connection, day: Day | None) -> list[RuleResult]:
    """The rules that did not hold for the load that stands for a day, the gravest first."""
    if day is None or day.load_id is None:
        return []
    with conn, conn.cursor() as cur:
        return [one for one in rules_of(cur, day.load_id) if not one.held]


def set_aside_before(conn: connection, day: Day | None) -> list[tuple[str, str, int, str]]:
    """What reading and cleaning set aside of it, before any check: step, rule, items, reason of one."""
    return _read(conn, "set_aside_before", load_id=day.load_id) if day and day.load_id else []


def over(conn: connection, shown: Strip) -> list[OverDays]:
    """The rules that did not hold on any of these days, on most of them first."""
    if not shown.days:
        return []
    first, last = shown.days[0].day, shown.days[-1].day
    return [
        OverDays(rule, severity, len(on_days), sum(on_days.values()), _drawn(rule, shown, on_days))
        for rule, severity, on_days in _read(conn, "over", first=first, last=last)
    ]


def _drawn(rule: str, shown: Strip, on_days: dict[str, int]) -> str:
    told = ", ".join(f"{day}: {n}" for day, n in sorted(on_days.items()))
    return bars([(one.day, on_days.get(str(one.day), 0)) for one in shown.days], f"{rule} {told}")


def diagnoses(cur: cursor, day: date) -> list[trends.Diagnosis]:
    """What the unusual figures of a day mean together."""
    odd = [key for (key,) in statements.ask(__package__, cur, "odd", day=day)]
    if not odd:
        return []
    history, names = trends.read_history(cur, day, sources=[*odd, trends.ALL], others=True)
    found = [one for one in history.anomalies if one.day == day]
    return trends.diagnose(history, found, day, names, trends.fetch_troubles(cur)) if day in history.days else []
