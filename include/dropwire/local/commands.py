"""The commands of the one-machine stack, as the Makefile names them."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import psutil
from psycopg2.extensions import parse_dsn
from rich.console import Console

from dropwire.local import airflow_env, processes
from dropwire.local import docs as generated
from dropwire.local.backfill import backfill_days
from dropwire.local.layout import Layout
from dropwire.local.ports import HOST
from dropwire.local.postgres import binaries
from dropwire.local.run import introduce_login, prepare_warehouse, run_days
from dropwire.local.secret_files import SecretFiles
from dropwire.local.stack import Record, Stack, StackError, clear_leftovers, holder, running_urls, take_lock

DOWN_SECONDS = 45.0
UP_SECONDS = 1000.0


def run(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Load the drops that wait, show how it goes, and stop again."""
    given = os.environ.get("DROPS") or ""
    return run_days(layout, console, Path(given).expanduser() if given else None)


def backfill(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Load past days again or for the first time, on the stack that is up or on one for the while."""
    return backfill_days(layout, console, arguments)


def up(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Start everything in the background and return when it is healthy."""
    if holder(layout) is None:
        layout.make()
        log = layout.logs / "launcher.log"
        command = [sys.executable, "-m", "dropwire.local", "serve"]
        introduce_login(layout, console)
        with console.status("starting PostgreSQL and Airflow"):
            process, _ = processes.spawn("launcher", command, dict(os.environ), log)
            _wait_ready(layout, process, log)
    return status(layout, console, arguments)


def serve(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """What `up` starts: everything, until a signal comes."""
    with Stack(layout, "up", lambda line: print(line, flush=True)) as stack:
        stack.check_ports()
        stack.start_postgres()
        prepare_warehouse(stack.urls)
        stack.start_airflow(scheduled=True)
        while True:
            stack.revive()
            time.sleep(2)


def down(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Stop what runs, also what a killed launcher left."""
    pid = holder(layout)
    with console.status("stopping"):
        if pid:
            _end(pid)
        layout.state.mkdir(parents=True, exist_ok=True)
        lock = take_lock(layout)
        if lock is None:
            raise StackError(f"pid {holder(layout)} does not stop")
        with lock:
            clear_leftovers(layout)
    console.print("stopped" if pid else "nothing was running")
    return 0


def status(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Say what runs and where; exit code 0 when it is up and healthy, 3 otherwise."""
    record = Record.read(layout)
    if holder(layout) is None:
        left = processes.members(record.sessions)
        console.print(f"down, but {len(left)} processes are left: `make down` stops them" if left else "down")
        return 3
    stack = Stack(layout, record.mode)
    stack.adopt(record)
    unhealthy = stack.api().unhealthy(0)
    secret = SecretFiles(layout.secrets).path(airflow_env.ADMIN_SECRET)
    console.print(f"Airflow    http://{HOST}:{record.ui_port}  login {airflow_env.ADMIN}, password in {secret}")
    if record.pg_port:
        reader = SecretFiles(layout.secrets).path("dropwire_reader")
        console.print(
            f"warehouse  postgresql://dropwire_reader@{HOST}:{record.pg_port}/warehouse  password in {reader}"
        )
    console.print(f"inbox      {layout.inbox}")
    console.print(f"logs       {layout.logs}")
    if unhealthy or unhealthy is None:
        console.print("not healthy: " + (", ".join(unhealthy) if unhealthy else "no answer yet"))
        return 3
    return 0


def clean(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Stop the stack and remove what was made in the working folder; other files in it stay."""
    if not layout.home.exists():
        return 0
    down(layout, console, arguments)
    for name in ("drops", "postgres", "postgres.new", "airflow", "secrets", "logs", "state"):
        shutil.rmtree(layout.home / name, ignore_errors=True)
    with contextlib.suppress(OSError):
        layout.home.rmdir()
    console.print(f"removed what was made in {layout.home}")
    return 0


def airflow(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Airflow's own command in the environment of the stack, which must be up."""
    urls = running_urls(layout)
    layout = replace(layout, ui_port=Record.read(layout).ui_port)
    env = airflow_env.build(layout, urls.loader, urls.metadata, scheduled=True)
    return subprocess.run([airflow_env.airflow_command(sys.executable), *arguments], env=env, check=False).returncode


def psql(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """A prompt in the warehouse with the reader's login; the stack must be up."""
    login = parse_dsn(running_urls(layout).reader)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    env = dict(os.environ) | {names[key]: value for key, value in login.items() if key in names}
    return subprocess.run([str(binaries() / "psql"), *arguments], env=env, check=False).returncode


def docs(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """Write the pages that are made from the code."""
    console.print(f"wrote {generated.write(layout.repository / 'docs')}")
    return 0


COMMANDS: dict[str, Callable[[Layout, Console, Sequence[str]], int]] = {
    "run": run, "backfill": backfill, "up": up, "serve": serve, "down": down, "status": status, "clean": clean,
    "airflow": airflow, "psql": psql, "docs": docs,
}  # fmt: skip


def _wait_ready(layout: Layout, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + UP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise StackError(processes.tail(log) or f"the launcher ended; see {log}")
        record = Record.read(layout)
        if record.launcher == process.pid and record.ready:
            return
        time.sleep(0.2)
    raise StackError(f"not up after {UP_SECONDS:.0f} s; see {log}")


def _end(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        launcher = psutil.Process(pid)
        launcher.send_signal(signal.SIGTERM)
        if psutil.wait_procs([launcher], timeout=DOWN_SECONDS)[1]:
            launcher.kill()
            launcher.wait(10)
