"""`make up`, `status`, `down` and `clean` for real: Airflow healthy, healed, and gone without a trace."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from machines import Machine

from dropwire.config import REPOSITORY
from dropwire.local.ports import is_free
from dropwire.local.processes import Session, members

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(600)]


class Home(Machine):
    """A machine whose processes are looked at."""

    def doctor(self) -> tuple[int, dict[str, tuple[str, str]]]:
        """Its exit code, and the last finding of each check."""
        whole = [sys.executable, "-m", "dropwire.cli", "doctor", "--json"]
        done = subprocess.run(whole, env=self.env, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        found = map(json.loads, done.stdout.splitlines())
        return done.returncode, {one["check"]: (one["level"], one["what"]) for one in found}

    def sessions(self) -> list[Session]:
        record = json.loads((self.home / "state" / "stack.json").read_text(encoding="utf-8"))
        return [Session(**session) for session in record["sessions"]]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with Home(tmp_path / "home") as home:
        yield home


def test_a_port_in_use_is_one_clear_line_before_anything_starts(home: Home):
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", home.port))
        squatter.listen()
        done = home.try_("run")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {home.port} is in use by" in done.stderr
    assert "DROPWIRE_UI_PORT" in done.stderr
    assert not (home.home / "postgres").exists()


def test_commands_that_need_the_stack_say_so(home: Home):
    for command in ("airflow", "psql"):
        done = home.try_(command, "version")
        assert (done.returncode, done.stderr) == (1, f"{command}: the stack is down: `make up` first\n")
    assert home.try_("status").returncode == 3
    assert home.try_("down").returncode == 0


def listening(process: psutil.Process) -> list[str]:
    """The addresses it listens at; none of a task that has ended meanwhile."""
    with suppress(psutil.NoSuchProcess):
        found = process.net_connections("inet")
        return [connection.laddr.ip for connection in found if connection.status == psutil.CONN_LISTEN]
    return []


def test_up_heals_and_goes_down_without_a_trace(home: Home):
    up = home.try_("up")
    assert up.returncode == 0, up.stdout + up.stderr
    password = (home.home / "secrets" / "ui_admin").read_text(encoding="utf-8").strip()
    assert password in up.stdout
    again = home.try_("up")
    assert again.returncode == 0
    assert password not in again.stdout, "it is shown once"
    assert not [path for path in (home.home / "logs").glob("*.log*") if password in path.read_text(errors="replace")]

    shown = home.try_("airflow", "config", "get-value", "core", "load_examples")
    assert shown.stdout.strip() == "False"
    rows = home.try_("psql", "-At", "-c", "SELECT current_user, count(*) FROM news.articles").stdout
    assert rows.strip() == "dropwire_reader|0"

    code, found = home.doctor()
    assert code == 0, found
    assert {found[check][0] for check in ("warehouse", "clock", "migrations", "airflow", "runs")} == {"ok"}, found
    home.do("airflow", "dags", "pause", "alerts_send")
    assert home.doctor()[1]["runs"] == ("warn", "paused: alerts_send")

    sessions = home.sessions()
    assert {address for process in members(sessions) for address in listening(process)} == {"127.0.0.1"}

    scheduler = next(session for session in sessions if session.name == "scheduler")
    os.kill(scheduler.pid, signal.SIGKILL)
    deadline = time.monotonic() + 120
    while scheduler in home.sessions() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert scheduler not in home.sessions(), "a part that died is started again"

    everything = sessions + home.sessions()
    assert home.try_("down").returncode == 0
    assert members(everything) == []
    assert is_free(home.port)

    (home.home / "mine.txt").write_text("not made by the stack", encoding="utf-8")
    assert home.try_("clean").returncode == 0
    assert [path.name for path in home.home.iterdir()] == ["mine.txt"]
