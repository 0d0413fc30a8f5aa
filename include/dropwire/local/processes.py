"""Starting long-running programs so that all they ever spawn can be found and stopped again.

Each program leads a session of its own. Whatever it forks stays in that session even when its parent is gone,
so a record of session leaders is enough to clear up after a launcher that was killed.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import psutil

CLOCK_TOLERANCE = 10.0
"""Seconds by which the start time of one process may seem to differ when the clock was set in between."""


@dataclass(frozen=True, slots=True)
class Session:
    """A program we started: its process, which leads a session of the same number, and when that began."""

    name: str
    pid: int
    started: float
    grace: float = 10.0
    """Seconds it gets to end by itself once it was asked to."""


_WAIT = ("/bin/sh", "-c", 'read -r go && exec "$@" </dev/null', "sh")
"""Becomes the program once it is told to; when its launcher is gone before, it ends."""


def spawn(
    name: str,
    command: Sequence[str],
    env: Mapping[str, str],
    log: Path,
    grace: float = 10.0,
    record: Callable[[Session], None] | None = None,
) -> tuple[subprocess.Popen[bytes], Session]:
    """Start a program in a session of its own; what it prints goes to the log, the last log is kept as `.1`.

    It runs only once `record` has noted its session: a launcher killed in between leaves nothing that nobody knows of.
    """
    with contextlib.suppress(FileNotFoundError):
        log.replace(log.with_name(log.name + ".1"))
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [*_WAIT, *command],
            env=env,
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    session = Session(name, process.pid, psutil.Process(process.pid).create_time(), grace)
    if record is not None:
        record(session)
    gate, process.stdin = cast(IO[bytes], process.stdin), None
    with contextlib.suppress(BrokenPipeError), gate:  # a part killed in the meantime is found by its caller
        gate.write(b"\n")
    return process, session


def members(sessions: Iterable[Session]) -> list[psutil.Process]:
    """Every living process of these sessions. A number that now belongs to somebody else's session is left out."""
    known = {session.pid: session.started for session in sessions}
    found: dict[int, list[psutil.Process]] = {}
    strangers = set()
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            leader = os.getsid(process.pid)
            if leader not in known or process.status() == psutil.STATUS_ZOMBIE:
                continue
            too_old = process.create_time() < known[leader] - CLOCK_TOLERANCE
            other_leader = process.pid == leader and process.create_time() > known[leader] + CLOCK_TOLERANCE
            if too_old or other_leader:
                strangers.add(leader)
            found.setdefault(leader, []).append(process)
    return [process for leader, processes in found.items() if leader not in strangers for process in processes]


def stop(sessions: Sequence[Session]) -> None:
    """Ask the leaders to end, give them their grace, then kill whatever is left of their sessions."""
    leaders = {session.pid for session in sessions}
    for process in members(sessions):
        if process.pid in leaders:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.terminate()
    began = time.monotonic()
    while left := members(sessions):
        waited = time.monotonic() - began
        for process in members(session for session in sessions if waited >= session.grace):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, timeout=0.1)


def tail(log: Path, lines: int = 12) -> str:
    """The last lines of a log, for a message."""
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
