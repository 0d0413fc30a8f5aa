"""What waits in the inbox and nobody is at work on: the days a wake-up should start."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import Counter
from datetime import UTC, date, datetime
from typing import TypedDict

from psycopg2.extensions import connection

from dropwire import daily
from dropwire import load as warehouse
from dropwire.config import Settings

log = logging.getLogger(__name__)

MOST_DAYS = 31
"""Days started by one wake-up; the next one takes the rest."""


class Start(TypedDict):
    """A run of the daily DAG to start."""

    trigger_run_id: str
    conf: dict[str, str]


def waiting_runs(conn: connection, settings: Settings) -> list[Start]:
    """The runs that would take what waits, the earliest day first; none for a day that is being loaded.

    A run is named by the very files it is for. However often we are woken, it is started once; a run that failed is
    not started again before something new arrives or a person clears it.
    """
    files: Counter[date] = Counter()
    for file in daily.arrived(conn, settings):
        files[daily.day_of(file)] += _mark(file.name, file.size, file.mtime)
    for day, name, size, arrived_at in warehouse.waiting_files(conn):
        files[day] += _mark(name, size, arrived_at)
    busy = warehouse.days_being_loaded(conn)
    for day in sorted(busy & files.keys()):
        log.info("%s is being loaded; what else waits for it is looked at later", day)
    days = sorted(files.keys() - busy)[:MOST_DAYS]
    return [{"trigger_run_id": _name(day, files[day]), "conf": {"day": day.isoformat()}} for day in days]


def await_begun(conn: connection, run_ids: list[str], seconds: float = 120) -> None:
    """Wait until these runs have opened their loads, and so hold their files; not for ever."""
    end = time.monotonic() + seconds
    while (missing := warehouse.not_begun(conn, run_ids)) and time.monotonic() < end:
        time.sleep(1)
    if missing:
        log.warning("Not begun yet: %s", ", ".join(sorted(missing)))


def _mark(name: str, size: int, at: datetime) -> int:
    """A number for a version of a file. The sum over files stands for them all, in whatever order they are seen."""
    version = f"{name}\t{size}\t{at.astimezone(UTC).isoformat()}"
    return int.from_bytes(hashlib.sha256(version.encode("utf-8", "backslashreplace")).digest())


def _name(day: date, marks: int) -> str:
    return f"inbox__{day}__{marks % 2**64:016x}"
