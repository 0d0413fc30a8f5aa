"""What a backfill of past days would find: the ledger and the inbox, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from psycopg2.extensions import connection
from upath import UPath

from dropwire import collect as collecting
from dropwire import load as warehouse
from dropwire.config import Settings
from dropwire.errors import ConfigError, SourceDown
from dropwire.load.ledger import State

MOST_DAYS = 366
"""Of one backfill."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day before its backfill."""

    standing: warehouse.Standing
    n_inbox: int
    """Files in the inbox that the ledger does not know yet."""
    n_unfinished: int = 0
    """Files in the inbox that are still being written, by their name or because they changed a moment ago."""

    @property
    def state(self) -> State:
        """How it stands: with files in the inbox it is missing, unless it is at work or waits for somebody."""
        at = self.standing.state
        return "missing" if self.n_inbox and at not in ("loading", "held", "failed") else at

    @property
    def n_new(self) -> int:
        """Files a run of the day would read."""
        return self.standing.n_waiting + self.n_inbox


def days_between(first: str | None, last: str | None, today: date) -> tuple[date, date]:
    """The days a person asked for; the last is the first when it is left out.

    Raises:
        ConfigError: they are no days, the wrong way round, too many, or have not ended yet.
    """
    try:
        begin = date.fromisoformat(first or "")
        end = date.fromisoformat(last) if last else begin
    except ValueError:
        raise ConfigError(f"a day is written 2017-11-06, not {(last if first else first) or 'nothing'}") from None
    if end < begin:
        raise ConfigError(f"the last day, {end}, lies before the first, {begin}")
    if end >= today:
        raise ConfigError(f"{end} has not ended yet: only past days can be backfilled")
    if (end - begin).days >= MOST_DAYS:
        raise ConfigError(f"{(end - begin).days + 1} days are too many for one backfill: at most {MOST_DAYS}")
    return begin, end


def preview(conn: connection, settings: Settings, first: date, last: date) -> tuple[list[Day], bool]:
    """Every day of the range as it stands, and whether the inbox could be looked into. Nothing is changed."""
    try:
        (inbox, unfinished), seen = _in_inbox(conn, settings, first, last), True
    except SourceDown:
        inbox, unfinished, seen = Counter(), Counter(), False
    standing = warehouse.days_standing(conn, first, last)
    return [Day(found, inbox[found.day], unfinished[found.day]) for found in standing], seen


def _in_inbox(conn: connection, settings: Settings, first: date, last: date) -> tuple[Counter[date], Counter[date]]:
    """Of each day's folder, the files the ledger does not know and those unfinished; no other folder is looked into."""
    now, inbox = datetime.now(UTC), settings.inbox_path
    folders = {entry.name for entry in _listed(inbox)}
    unfinished: Counter[date] = Counter()
    seen: list[tuple[str, int, datetime]] = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        if str(day) in folders:
            scan = collecting.scan(inbox / str(day), now, settings.settle_seconds)
            seen += [(f"{day}/{file.name}", file.size, file.mtime) for file in scan.ready]
            unfinished[day] = sum(file.why != collecting.HIDDEN for file in scan.waiting)
    return Counter(date.fromisoformat(name[:10]) for name in warehouse.unregistered(conn, seen)), unfinished


def _listed(inbox: UPath) -> Sequence[UPath]:
    try:
        return list(inbox.iterdir())
    except OSError as error:
        raise SourceDown(f"the inbox {inbox} cannot be listed: {error}") from error
