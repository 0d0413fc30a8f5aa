"""Programs and everything they spawn: found again, asked to end, killed when they do not."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from dropwire.local import processes
from dropwire.local.ports import free_port, holder, is_free
from dropwire.local.processes import Session

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork():
    if sys.argv[1] == "leaderless":
        sys.exit()
else:
    os.setpgid(0, 0)  # Airflow's tasks do so
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture
def sessions() -> Iterator[list[Session]]:
    started: list[Session] = []
    yield started
    processes.stop([replace(session, grace=0) for session in started])


def start(sessions: list[Session], tmp_path: Path, code: str, *arguments: str, grace: float = 0.2) -> Session:
    log = tmp_path / "log"
    command = [sys.executable, "-c", code, *arguments]
    process, session = processes.spawn("sample", command, dict(os.environ), log, grace)
    sessions.append(session)
    deadline = time.monotonic() + 30
    while "ready" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    if "leaderless" in arguments:
        process.wait()
    return session


def test_children_that_ignore_signals_end_with_their_session(sessions: list[Session], tmp_path: Path):
    session = start(sessions, tmp_path, STUBBORN, "stay")
    living = processes.members([session])
    assert len(living) == 2
    processes.stop([session])
    assert processes.members([session]) == []
    assert not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in living)


def test_children_are_found_when_their_leader_is_gone(sessions: list[Session], tmp_path: Path):
    session = start(sessions, tmp_path, STUBBORN, "leaderless")
    (orphan,) = processes.members([session])
    assert orphan.pid != session.pid
    processes.stop([session])
    assert processes.members([session]) == []


def test_a_polite_program_is_not_killed(sessions: list[Session], tmp_path: Path):
    code = (
        "import signal, sys, time\n"
        "def end(*_):\n    print('good bye', flush=True)\n    sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\nprint('ready', flush=True)\ntime.sleep(600)\n"
    )
    session = start(sessions, tmp_path, code, grace=30)
    processes.stop([session])
    assert "good bye" in processes.tail(tmp_path / "log")


def test_a_number_used_again_by_a_stranger_is_left_alone(sessions: list[Session], tmp_path: Path):
    session = start(sessions, tmp_path, STUBBORN, "stay")
    recorded_earlier = replace(session, started=session.started - 3600, grace=0)
    recorded_later = replace(session, started=session.started + 3600, grace=0)
    assert processes.members([recorded_earlier]) == []
    assert processes.members([recorded_later]) == []
    processes.stop([recorded_earlier, recorded_later])
    assert len(processes.members([session])) == 2


def test_what_a_killed_launcher_had_not_recorded_never_runs(tmp_path: Path):
    ran, pid = tmp_path / "ran", tmp_path / "pid"
    launcher = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from dropwire.local import processes\n"
        "def record(session):\n"
        f"    Path({str(pid)!r}).write_text(str(session.pid))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"command = ['touch', {str(ran)!r}]\n"
        f"processes.spawn('part', command, dict(os.environ), Path({str(tmp_path / 'log')!r}), record=record)\n"
    )
    assert subprocess.run([sys.executable, "-c", launcher], check=False).returncode == -signal.SIGKILL
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(int(pid.read_text())).wait(30)
    assert not ran.exists()


def test_the_last_log_is_kept(sessions: list[Session], tmp_path: Path):
    start(sessions, tmp_path, "print('ready first')")
    start(sessions, tmp_path, "print('ready second')")
    assert processes.tail(tmp_path / "log.1") == "ready first"
    assert processes.tail(tmp_path / "log") == "ready second"
    assert processes.tail(tmp_path / "none") == ""


def test_ports():
    port = free_port()
    assert is_free(port)
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", port))
        squatter.listen()
        assert not is_free(port)
        assert f"pid {os.getpid()}" in holder(port)
        assert free_port(port) != port
    assert free_port(port) == port
