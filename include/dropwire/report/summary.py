"""What came in and what became of it, gathered from the warehouse for the person on duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg2.extensions import connection, cursor

from dropwire.article import Counts

_BLANKS = frozenset(map(ord, "\t\n\r"))
STEERING = frozenset((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))) - _BLANKS
"""Control and direction marks: text from outside must not steer the reader's terminal."""
_PLAIN = dict.fromkeys(STEERING, "\ufffd") | dict.fromkeys(_BLANKS, " ")


@dataclass(frozen=True, slots=True)
class Reason:
    """Items that were not simply loaded, by the rule that decided."""

    disposition: str
    rule: str
    count: int
    example: str
    """File and record of the first one."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Failing:
    """An expectation that did not hold."""

    rule: str
    dataset: str
    severity: str
    n_failed: int
    n_rows: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event, as far as one line has room."""

    date_start: date | None
    date_end: date | None
    date_precision: str
    type: str
    place: str | None
    admin1: str | None
    country: str | None
    actor1: str | None
    actor2: str | None
    low: int | None
    best: int | None
    high: int | None
    injured: int | None
    status: str
    disputed: bool
    attribution: str | None
    sources: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Load:
    """One load and its account."""

    load_id: int
    day: date
    kind: str
    dry_run: bool
    status: str
    verdict: str | None
    reason: str | None
    started_at: datetime
    finished_at: datetime | None
    n_files: int
    counts: Counts
    events_added: int
    events_changed: int
    events_removed: int
    decision: str | None
    """Of a load that was held: publish, publish_rest or discard."""
    decided_by: str | None
    comment: str | None
    reasons: tuple[Reason, ...]
    failing: tuple[Failing, ...]
    events: tuple[Told, ...]
    n_told: int
    """How many events its articles tell; `events` holds the weightiest."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Files of a day no load has read yet."""

    day: date
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Report:
    """Loads by day, and the files that still wait."""

    loads: tuple[Load, ...]
    waiting: tuple[Waiting, ...]

    @property
    def total(self) -> Counts:
        """The account over all loads that have ended."""
        return sum((load.counts for load in self.loads if load.status in ("published", "discarded")), Counts())


def summary(
    conn: connection,
    *,
    days: Iterable[date] | None = None,
    load_ids: Iterable[int] | None = None,
    n_events: int = 5,
) -> Report:
    """The report on these loads, or on the newest load of each of these days (all days when neither is given).

    The reader's login is enough. With `n_events` 0 it is not counted either how many events the articles tell.
    """
    wanted = {"days": None if days is None else list(days), "load_ids": None if load_ids is None else list(load_ids)}
    with conn, conn.cursor() as cur:
        rows = ask(cur, "loads", **wanted)
        found = [row[0] for row in rows]
        reasons = _by_load(ask(cur, "reasons", load_ids=found))
        failing = _by_load(ask(cur, "checks", load_ids=found))
        events = _by_load(ask(cur, "events", load_ids=found, n_events=n_events)) if n_events else {}
        waiting = tuple(Waiting(*row) for row in ask(cur, "waiting"))
    loads = []
    for load_id, *row in rows:
        told = events.get(load_id, [])
        details = (
            tuple(Reason(*fields) for fields in reasons.get(load_id, ())),
            tuple(Failing(*fields) for fields in failing.get(load_id, ())),
            tuple(Told(*fields[:-1]) for fields in told),
            told[0][-1] if told else 0,
        )
        values: list[Any] = [load_id, *row[:9], Counts(*row[9:15]), *row[15:], *details]
        loads.append(Load(*values))
    return Report(tuple(loads), waiting)


def ask(cur: cursor, name: str, **values: object) -> list[tuple[Any, ...]]:
    """The rows of `sql/<name>.sql`, harmless to a terminal."""
    cur.execute(_statement(name), values)
    return [tuple(map(_plain, row)) for row in cur.fetchall()]


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value.translate(_PLAIN)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _by_load(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    grouped: dict[int, list[tuple[Any, ...]]] = {}
    for load_id, *fields in rows:
        grouped.setdefault(load_id, []).append(tuple(fields))
    return grouped


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
