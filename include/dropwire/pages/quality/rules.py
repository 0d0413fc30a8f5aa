"""One rule: what it expects, how often it did not hold, the rows it objected to last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from psycopg2.extensions import connection

from dropwire.check import Rule, load_rules
from dropwire.pages.results.page import RuleResult, rules_of
from dropwire.pages.shell import statements
from dropwire.pages.shell.chart import bars

_read = partial(statements.read, __package__)

SHOWN = 90


@dataclass(frozen=True, slots=True)
class OnDay:
    """What a rule did on a day."""

    day: date
    run_id: str
    n_failed: int
    n_rows: int | None
    """Rows looked at; None for a rule of reading or cleaning, which looks at everything."""


@dataclass(frozen=True, slots=True)
class History:
    """The days on which a rule did not hold, the latest first, of as many days as are drawn."""

    days: Sequence[OnDay]
    drawing: str
    first: date | None


def known(name: str) -> Rule | None:
    """The rule as rules.toml has it now; None for one of reading or cleaning, or of former times."""
    return next((rule for rule in load_rules() if rule.name == name), None)


def history(conn: connection, name: str) -> History:
    """When it did not hold."""
    newest = _read(conn, "newest")[0][0]
    if newest is None:
        return History((), "", None)
    first = newest - timedelta(days=SHOWN - 1)
    found = [OnDay(*row) for row in _read(conn, "rule_days", rule=name, first=first)]
    counts = {one.day: one.n_failed for one in found}
    days = [first + timedelta(days=n) for n in range(SHOWN)]
    told = ", ".join(f"{day}: {n}" for day, n in sorted(counts.items()))
    return History(found, bars([(day, counts.get(day, 0)) for day in days], f"{name} {told}"), first)


def latest_rows(conn: connection, name: str) -> RuleResult | None:
    """The result of the last load for which it did not hold, with rows that failed."""
    found = _read(conn, "last_failing_load", rule=name)
    if not found:
        return None
    with conn, conn.cursor() as cur:
        return next((one for one in rules_of(cur, found[0][0], rule=name)), None)
