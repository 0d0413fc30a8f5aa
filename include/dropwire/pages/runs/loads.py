"""The loads: a page of their list, and everything about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from psycopg2.extensions import connection, cursor

from dropwire import report as reports
from dropwire.pages.shell import statements
from dropwire.report.difference import Comparison
from dropwire.report.summary import Failing, Reason

ask = partial(statements.ask, __package__)

ROWS, FILES = 50, 100
STATUSES = {
    "published": ("published",), "open": ("running", "held"), "trouble": ("failed", "stopped"),
    "aside": ("discarded",), "rehearsed": ("rehearsed",),
}  # fmt: skip
"""What a person filters by, in the words of `ops.loads`."""
KINDS = {
    "scheduled": ("scheduled",), "backfill": ("backfill",), "hand": ("manual",),
    "drop": ("operator_triggered", "asset_triggered"), "reread": ("reread",), "replay": ("replay",),
}  # fmt: skip
DAGS = {"replay": "quarantine", "reread": "archive_replay"}
PICKED_UP = "inbox__"
"""How the runs begin that the pickup of drops starts."""


def why(run_id: str, kind: str) -> str:
    """What started a run, a key of `KINDS`, by its id and the kind in `ops.loads`."""
    if run_id.startswith(PICKED_UP):
        return "drop"
    return next((name for name, kinds in KINDS.items() if kind in kinds), "hand")


@dataclass(frozen=True, slots=True)
class Load:
    """A line of the list."""

    load_id: int
    day: date
    run_id: str
    kind: str
    dry_run: bool
    status: str
    verdict: str | None
    decision: str | None
    reason: str | None
    started_by: str | None
    started_at: datetime
    finished_at: datetime | None
    n_files: int
    n_read: int
    n_loaded: int
    n_unchanged: int
    n_duplicate: int
    n_quarantined: int
    n_skipped: int
    events_added: int
    events_changed: int
    events_removed: int
    rules_version: str | None

    @property
    def why(self) -> str:
        """What started it: a key of `KINDS`."""
        return why(self.run_id, self.kind)

    @property
    def dag(self) -> str:
        """The DAG its run belongs to."""
        return DAGS.get(self.kind, "articles_daily")

    @property
    def account(self) -> list[tuple[str, int]]:
        """Each disposition and its items; together they are what was read."""
        names = ("loaded", "unchanged", "duplicate", "quarantined", "skipped")
        return [(name, getattr(self, f"n_{name}")) for name in names]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a load."""

    name: str
    began: datetime
    seconds: float
    """From its first part's begin to its last part's end."""
    n_parts: int
    longest: float


@dataclass(frozen=True, slots=True)
class File:
    """A file a load was given."""

    name: str
    size: int
    day: date
    arrived_at: datetime
    read_by: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a held load."""

    decision: str
    by: str
    at: datetime
    in_person: bool
    comment: str | None


@dataclass(frozen=True, slots=True)
class Details:
    """One load with all that is known of it."""

    load: Load
    steps: Sequence[Step]
    reasons: Sequence[Reason]
    failing: Sequence[Failing]
    files: Sequence[File]
    n_files: int
    decisions: Sequence[Decision]
    difference: Comparison
    siblings: Sequence[Load]
    """Other loads of the same day, the newest first."""
    newest_rules: str | None


def listed(
    conn: connection, *, before: int | None, day: date | None, kind: str | None, status: str | None
) -> tuple[list[Load], int | None]:
    """A page of the list, and the load the next page lies before."""
    with conn, conn.cursor() as cur:
        found = _loads(cur, before=before, day=day, kind=kind, status=status, most=ROWS + 1)
    return found[:ROWS], found[ROWS - 1].load_id if len(found) > ROWS else None


def details(conn: connection, load_id: int) -> Details | None:
    """Everything about a load; None when there is no such load."""
    with conn, conn.cursor() as cur:
        found = _loads(cur, load_id=load_id)
        if not found:
            return None
        load = found[0]
        steps = [Step(*row) for row in ask(cur, "steps", load_id=load_id)]
        rows = ask(cur, "files", load_id=load_id, most=FILES)
        decisions = [Decision(*row) for row in ask(cur, "decisions", load_id=load_id)]
        siblings = [one for one in _loads(cur, day=load.day, most=ROWS) if one.load_id != load_id]
        newest = ask(cur, "newest_rules")
    told = reports.summary(conn, load_ids=[load_id], n_events=0).loads[0]
    return Details(
        load, steps, told.reasons, told.failing, [File(*row[:-1]) for row in rows], rows[0][-1] if rows else 0,
        decisions, reports.compare(conn, [load_id]), siblings, newest[0][0] if newest else None,
    )  # fmt: skip


def _loads(
    cur: cursor, *, load_id: int | None = None, before: int | None = None, day: date | None = None,
    kind: str | None = None, status: str | None = None, most: int = 1,
) -> list[Load]:  # fmt: skip
    rows = ask(
        cur, "loads", load_id=load_id, before=before, day=day, most=most,
        kinds=list(KINDS[kind]) if kind else None, statuses=list(STATUSES[status]) if status else None,
    )  # fmt: skip
    return [Load(*row) for row in rows]
