"""The ledger: which files came, which of them a run must read, and the loads that did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Literal

from psycopg2.extensions import connection
from psycopg2.extras import execute_values

from dropwire.load.statements import statement

State = Literal["loading", "held", "failed", "missing", "discarded", "outdated", "loaded", "empty", "none"]
"""Of a day: `missing` has files that wait, `empty` was run and nothing came, `none` was never run."""


@dataclass(frozen=True, slots=True)
class DropFile:
    """One version of a dropped file."""

    name: str
    """Path relative to the inbox."""
    sha256: str
    size: int
    day: date
    """The day it belongs to: its dated folder, else the day of arrival (UTC)."""
    arrived_at: datetime
    archive_key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a day stands in the warehouse."""

    day: date
    state: State
    n_read_files: int
    """Files that a load has read and published."""
    n_waiting: int
    """Files in the ledger that no load has read yet."""
    load_id: int | None
    """The newest load of the day, of whatever kind but a replay out of quarantine; what follows is of that load."""
    run_id: str | None
    verdict: str | None
    n_read: int | None
    n_loaded: int | None
    n_quarantined: int | None
    reason: str | None
    rules_version: str | None
    is_outdated: bool
    """Some of what is loaded was made with other rules than those of the newest load of all."""


def register_files(conn: connection, run: str, files: Iterable[DropFile]) -> int:
    """Enter files into the ledger and return how many were new. `run` names the DAG run.

    Same name and bytes is the same file, however often it comes; the same name with other bytes is a new version.
    """
    rows = [(*astuple(file), run) for file in files]
    with conn, conn.cursor() as cur:
        new = execute_values(cur, statement("register_files"), rows, page_size=1000, fetch=True)
    return len(new)


def unregistered(conn: connection, seen: Iterable[tuple[str, int, datetime]]) -> set[str]:
    """Of files seen in the inbox (name, size, time of change), the names whose version the ledger does not have yet."""
    with conn, conn.cursor() as cur:
        return {name for (name,) in execute_values(cur, statement("unregistered"), seen, page_size=1000, fetch=True)}


def unread(conn: connection) -> dict[date, int]:
    """Days with registered files that no run has read yet, and how many."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("unread"))
        return dict(cur.fetchall())


def waiting_files(conn: connection) -> list[tuple[date, str, int, datetime]]:
    """Registered files that no run has read yet: day, name, size, arrival."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("waiting_files"))
        return cur.fetchall()


def days_being_loaded(conn: connection) -> set[date]:
    """Days at which a load is at work."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("days_being_loaded"))
        return {day for (day,) in cur.fetchall()}


def not_begun(conn: connection, run_ids: Sequence[str]) -> set[str]:
    """Those of these runs that have opened no load yet."""
    with conn, conn.cursor() as cur:
        cur.execute("SELECT run_id FROM ops.loads WHERE run_id = ANY(%s)", (list(run_ids),))
        return set(run_ids) - {run_id for (run_id,) in cur.fetchall()}


def files_of_day(conn: connection, day: date, *, include_late: bool = False, force: bool = False) -> list[DropFile]:
    """The files a run of `day` must read, by name.

    They are the newest unread version of each file of the day (with `force`: read ones too). `include_late` adds
    unread files of earlier days whose own run has already been published: they came too late for it; and files
    outside a dated folder, whenever they came. A backfill leaves those to the daily run, so that it takes exactly
    its own days.
    """
    with conn, conn.cursor() as cur:
        cur.execute(statement("files_of_day"), {"day": day, "include_late": include_late, "force": force})
        return [DropFile(*row) for row in cur.fetchall()]


def files_of_load(conn: connection, load_id: int) -> list[DropFile]:
    """The files a load was given to read, by name."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("files_of_load"), {"load_id": load_id})
        return [DropFile(*row) for row in cur.fetchall()]


def files_read(conn: connection, first: date, last: date) -> list[DropFile]:
    """The files of some days that were read, the newest version of each, by day and name."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("files_read"), {"first": first, "last": last})
        return [DropFile(*row) for row in cur.fetchall()]


def published_texts(
    conn: connection, files: Sequence[str]
) -> dict[tuple[str, str, int | None], tuple[str, str | None, str | None, str | None]]:
    """Of published articles out of these files (by sha256): MD5 of the body, title, first and last day of publication.

    The key is file, sha256 and record.
    """
    with conn, conn.cursor() as cur:
        cur.execute(statement("published_texts"), {"files": list(files)})
        return {row[:3]: row[3:] for row in cur.fetchall()}


def begin_load(
    conn: connection,
    day: date,
    run_id: str,
    files: Sequence[DropFile],
    *,
    kind: str = "scheduled",
    dry_run: bool = False,
    rules_version: str | None = None,
    extractor_version: str | None = None,
    started_by: str | None = None,
) -> int:
    """Open a load of these registered files and return its number. Every attempt of a run opens its own."""
    values = {
        "day": day, "run_id": run_id, "kind": kind, "dry_run": dry_run, "n_files": len(files),
        "rules_version": rules_version, "extractor_version": extractor_version, "started_by": started_by,
    }  # fmt: skip
    with conn, conn.cursor() as cur:  # a transaction of its own: other loads are not to wait for this one
        cur.execute("SELECT ops.make_months()")
    with conn, conn.cursor() as cur:
        cur.execute(statement("begin_load"), values)
        load_id = int(cur.fetchone()[0])  # type: ignore[index]
        rows = [(load_id, file.name, file.sha256) for file in files]
        execute_values(cur, statement("plan_files"), rows, page_size=1000)
    return load_id


def fail_load(conn: connection, load_id: int, reason: str) -> None:
    """Record that a running load ended without being published. A published load stays published."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("fail_load"), {"load_id": load_id, "reason": reason})


def stop_loads(conn: connection, run_id: str, reason: str) -> None:
    """Record that a run ended before it published what it had begun. A cleared task takes the load up again."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("stop_loads"), {"run_id": run_id, "reason": reason})


def keep_step(conn: connection, load_id: int, step: str, began: datetime, part: str = "") -> None:
    """Note that a step of a load, begun at `began`, has just ended well."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("keep_step"), {"load_id": load_id, "step": step, "part": part, "began": began})


def days_standing(conn: connection, first: date, last: date) -> list[Standing]:
    """How each day of a range stands, in order."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("days_standing"), {"first": first, "last": last})
        return [Standing(*row) for row in cur.fetchall()]
