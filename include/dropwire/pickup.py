"""What waits in the inbox and nobody is at work on: the days a wake-up should start."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TypedDict

from psycopg2.extensions import connection

from dropwire import collect as collecting
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
    scan = collecting.scan(settings.inbox_path, datetime.now(UTC), settings.settle_seconds)
    seen = [(file.name, file.size, file.mtime) for file in scan.ready]
    new = warehouse.unregistered(conn, seen)
    files: defaultdict[date, set[tuple[str, int, datetime]]] = defaultdict(set)
    for file in scan.ready:
        if file.name in new:
            day = date.fromisoformat(file.day) if file.day else file.mtime.date()
            files[day].add((file.name, file.size, file.mtime))
    for day, name, size, arrived_at in warehouse.waiting_files(conn):
        files[day].add((name, size, arrived_at))
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


def _name(day: date, files: set[tuple[str, int, datetime]]) -> str:
    known = "\n".join(f"{name}\t{size}\t{at.astimezone(UTC).isoformat()}" for name, size, at in sorted(files))
    return f"inbox__{day}__{hashlib.sha256(known.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"
