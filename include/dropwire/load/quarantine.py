"""The quarantine as the warehouse keeps it: what was set aside, what became of it, and who moved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from psycopg2.extensions import connection

from dropwire.load.ledger import KnownFile
from dropwire.load.statements import statement

State = Literal["open", "replayed", "waived", "closed", "read again"]
Action = Literal["replay", "waive", "close"]

_LOCK = 0x71756172 << 31  # apart from the locks of other kinds of work


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are meant; None: any."""

    ids: Sequence[int] | None = None
    day: date | None = None
    source: str | None = None
    """Part of the publisher's name or of the file's."""
    rule: str | None = None
    stage: str | None = None
    state: State | None = "open"
    text: str | None = None
    """Part of the reason, of the file's name or of what was found."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reason for which an item, or an event of it, was set aside, and what became of it."""

    reject_id: int
    load_id: int
    day: date
    item_id: str
    event_no: int | None
    file: str
    file_sha256: str
    record: int | None
    source: str | None
    stage: str
    rule: str
    reason: str
    found: dict[str, Any] | None
    created_at: datetime
    state: State
    to_load_id: int | None
    outcome: str | None
    moved_by: str | None
    moved_at: datetime | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many entries one rule has, and for how many items."""

    stage: str
    rule: str
    state: State
    n_entries: int
    n_items: int
    first_day: date
    last_day: date
    example: int
    """Number of the newest entry."""


@dataclass(frozen=True, slots=True)
class Step:
    """A disposition that an item was given, and who had it read again."""

    load_id: int
    day: date
    kind: str
    disposition: str
    rule: str | None
    reason: str | None
    at: datetime
    action: Action | None
    by: str | None
    comment: str | None
    article_id: str | None
    """The article it became, or was recognised as."""


@dataclass(frozen=True, slots=True)
class RefusedAgain:
    """Items that a load set aside by one rule."""

    rule: str
    n_items: int
    example: str
    """File and record."""
    reason: str


def entries(
    conn: connection,
    wanted: Filter,
    *,
    load_id: int | None = None,
    item_id: str | None = None,
    before: int | None = None,
    limit: int | None = None,
) -> list[Entry]:
    """The entries that are meant, newest first; of one load, of one item, or older than a number, when it is given."""
    values = {**_values(wanted), "load_id": load_id, "item_id": item_id, "before": before, "limit": limit}
    with conn, conn.cursor() as cur:
        cur.execute(statement("quarantine/list"), values)
        return [Entry(*row) for row in cur.fetchall()]


def rule_counts(conn: connection, wanted: Filter) -> list[RuleCount]:
    """Entries by rule and state, most first."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("quarantine/counts"), _values(wanted))
        return [RuleCount(*row) for row in cur.fetchall()]


def refused_again(conn: connection, load_id: int) -> list[RefusedAgain]:
    """What a load set aside, most first."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("quarantine/refused"), {"load_id": load_id})
        return [RefusedAgain(*row) for row in cur.fetchall()]


def trail(conn: connection, item_id: str) -> list[Step]:
    """Everything that ever became of an item, oldest first."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("quarantine/trail"), {"item_id": item_id})
        return [Step(*row) for row in cur.fetchall()]


def files_of_items(conn: connection, load_id: int, items: Sequence[str]) -> list[KnownFile]:
    """The drops in which these items of a load came."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("quarantine/files"), {"load_id": load_id, "items": list(items)})
        return [KnownFile(*row) for row in cur]


@contextmanager
def moving(conn: connection, load_id: int) -> Iterator[None]:
    """Hold what a load set aside for one person at a time; whoever comes second waits, and then finds it moved."""
    with conn, conn.cursor() as cur:
        cur.execute("SELECT pg_advisory_lock(%s)", (_LOCK + load_id,))
    try:
        yield
    finally:
        if not conn.closed:
            conn.rollback()
            with conn, conn.cursor() as cur:
                cur.execute("SELECT pg_advisory_unlock(%s)", (_LOCK + load_id,))


def move(
    conn: connection,
    items: Sequence[str],
    action: Action,
    *,
    from_load_id: int,
    to_load_id: int | None,
    by: str,
    comment: str | None,
) -> None:
    """Note that these items leave the quarantine of a load; a waiver is kept for whenever they are read."""
    values = {
        "items": list(items), "action": action, "from_load_id": from_load_id, "to_load_id": to_load_id, "by": by,
        "comment": comment,
    }  # fmt: skip
    with conn, conn.cursor() as cur:
        if action == "waive":
            cur.execute(statement("quarantine/waive"), values)
        cur.execute(statement("quarantine/move"), values)


def _values(wanted: Filter) -> dict[str, object]:
    return {**asdict(wanted), "ids": None if wanted.ids is None else list(wanted.ids)}
