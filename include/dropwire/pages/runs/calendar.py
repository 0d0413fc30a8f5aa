"""The calendar: how every day of a year or a month stands."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from psycopg2.extensions import connection

from dropwire import backfills
from dropwire import load as warehouse
from dropwire.config import Settings
from dropwire.load import Standing
from dropwire.pages.runs.loads import ask

STATES = ("loading", "held", "failed", "missing", "outdated", "loaded", "discarded", "empty", "none")
"""The most urgent first."""


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month as far as they have begun."""

    first: date
    days: Sequence[Standing]

    @property
    def key(self) -> str:
        """As in an address: 2017-11."""
        return f"{self.first:%Y-%m}"

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many days stand how, the most urgent first."""
        counted = Counter(day.state for day in self.days)
        return [(state, counted[state]) for state in STATES if counted[state]]  # type: ignore[index]

    @property
    def last(self) -> date:
        """Its last day, whether or not it has begun."""
        return end_of(self.first)


def end_of(first: date) -> date:
    """The last day of the month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def span(conn: connection, today: date) -> tuple[int, int]:
    """The first and the last year anything is known of; this year where nothing is."""
    with conn, conn.cursor() as cur:
        ((first, last),) = ask(cur, "span")
    return (first or today).year, max((last or today).year, today.year)


def months(conn: connection, first: date, last: date, today: date) -> list[Month]:
    """Every month from `first` to `last`, days to come left out."""
    if first > today:
        return []
    standing = warehouse.days_standing(conn, first, min(last, today))
    by_month: dict[date, list[Standing]] = {}
    for day in standing:
        by_month.setdefault(day.day.replace(day=1), []).append(day)
    return [Month(begin, days) for begin, days in by_month.items()]


def with_inbox(conn: connection, settings: Settings, first: date, today: date) -> list[Month]:
    """One month, with the files that lie in the inbox and are not in the ledger yet counted as waiting."""
    if first > today:
        return []
    days, _ = backfills.preview(conn, settings, first, min(end_of(first), today))
    return [Month(first, [replace(day.standing, state=day.state, n_waiting=day.n_new) for day in days])]
