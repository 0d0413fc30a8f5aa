"""The ledger: which files came, which of them a run must read, and the loads that did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

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


class KnownFile(NamedTuple):
    """A file of the ledger, to be read out of the archive."""

    file_id: int
    name: str
    sha256: str
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


def files_of_day(conn: connection, day: date, *, include_late: bool = False, force: bool = False) -> list[int]:
    """The files a run of `day` must read, as the ledger numbers them, by name.

    They are the newest unread version of each file of the day (with `force`: read ones too). `include_late` adds
    unread files of earlier days whose own run has already been published: they came too late for it; and files
    outside a dated folder, whenever they came. A backfill leaves those to the daily run, so that it takes exactly
    its own days.
    """
    with conn, conn.cursor() as cur:
        cur.execute(statement("files_of_day"), {"day": day, "include_late": include_late, "force": force})
        return [file_id for (file_id,) in cur]


def files_read(conn: connection, day: date) -> list[int]:
    """The files of a day that were read, the newest version of each."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("files_read"), {"day": day})
        return [file_id for (file_id,) in cur]


def days_read(conn: connection, first: date, last: date) -> dict[date, int]:
    """The days of a range of which files were read, in order, and how many files."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("days_read"), {"first": first, "last": last})
        return dict(cur.fetchall())


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
    files: Sequence[int],
    *,
    kind: str = "scheduled",
    dry_run: bool = False,
    rules_version: str | None = None,
    extractor_version: str | None = None,
    started_by: str | None = None,
) -> int:
    """Open a load of these files of the ledger and return its number. Every attempt of a run opens its own."""
    values = {
        "day": day, "run_id": run_id, "kind": kind, "dry_run": dry_run, "n_files": len(files),
        "rules_version": rules_version, "extractor_version": extractor_version, "started_by": started_by,
    }  # fmt: skip
    with conn, conn.cursor() as cur:  # a transaction of its own: other loads are not to wait for this one
        cur.execute("SELECT ops.make_months()")
    with conn, conn.cursor() as cur:
        cur.execute(statement("begin_load"), values)
        load_id = int(cur.fetchone()[0])  # type: ignore[index]
        cur.execute(statement("plan_files"), {"load_id": load_id, "files": list(files)})
    return load_id


def cut_shards(conn: connection, load_id: int, shard_bytes: int, most: int) -> int:
    """Cut the files of a load into shards of about equal bytes; how many, 0 when it has no files."""
    values = {"load_id": load_id, "shard_bytes": shard_bytes, "most": most}
    with conn, conn.cursor() as cur:
        cur.execute(statement("cut_shards"), values)
        return int(cur.fetchone()[0])  # type: ignore[index]


def files_of_shard(conn: connection, load_id: int, shard: int) -> list[KnownFile]:
    """The files of a shard, by name."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("files_of_shard"), {"load_id": load_id, "shard": shard})
        return [KnownFile(*row) for row in cur]


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
