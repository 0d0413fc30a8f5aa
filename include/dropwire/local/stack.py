"""The running stack: PostgreSQL and Airflow's parts, started and stopped as one."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

from dropwire.errors import DropwireError
from dropwire.local import airflow_env, ports, processes
from dropwire.local.airflow_api import AirflowApi
from dropwire.local.layout import Layout
from dropwire.local.metadata import migrate_metadata
from dropwire.local.postgres import Postgres
from dropwire.local.processes import Session
from dropwire.local.roles import AIRFLOW, LOADER, METADATA, OWNER, READER
from dropwire.local.secret_files import SecretFiles

HEALTHY_SECONDS = 600.0
RESTARTS = 5
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PARTS = {
    "scheduler": (("scheduler", "--skip-serve-logs"), 6.0),
    "dag-processor": (("dag-processor",), 6.0),
    "triggerer": (("triggerer", "--skip-serve-logs"), 2.0),
    "api-server": (("api-server",), 6.0),
}
"""Airflow's parts: command, and seconds to end in. Log servers would listen on every address, and one machine needs
none. The scheduler would wait for its tasks, which can be done again; the triggerer always takes 10 s, and another
one takes up its triggers just the same."""
FETCH_POOL = ("dropwire_fetch", 4, "Sources that are fetched at the same time, in all runs together.")


class StackError(DropwireError):
    """A part of the stack did not start or did not stay up; the message ends with what it printed last."""


@dataclass(slots=True)
class Record:
    """What is running, kept in a file: how others find the stack, and what is cleared away after a kill."""

    launcher: int = 0
    mode: str = "run"
    """`run` stops by itself when its work is done, `up` stays."""
    ui_port: int = 0
    pg_port: int = 0
    ready: bool = False
    sessions: list[Session] = field(default_factory=list)

    @classmethod
    def read(cls, layout: Layout) -> Record:
        """The record as it stands; empty when there is none or it was cut short."""
        try:
            values = json.loads(_record_file(layout).read_text(encoding="utf-8"))
            return cls(**{**values, "sessions": [Session(**session) for session in values["sessions"]]})
        except (OSError, ValueError, TypeError, KeyError):
            return cls()

    def write(self, layout: Layout) -> None:
        """Replace the record, whole or not at all."""
        fresh = _record_file(layout).with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self)), encoding="utf-8")
        fresh.replace(_record_file(layout))


class Stack:
    """Holds the lock of its home from `with` to its end. `say` gets lines of progress; for `mode` see Record."""

    def __init__(self, layout: Layout, mode: str, say: Callable[[str], None] = print) -> None:
        self.layout = layout
        self.mode = mode
        self.say = say
        self.record = Record()
        self.postgres = Postgres(layout.postgres, layout.pg_port, layout.secrets)
        self._lock: IO[str] | None = None
        self._env: dict[str, str] = {}
        self._parts: dict[str, subprocess.Popen[bytes]] = {}
        self._restarts = 0

    def __enter__(self) -> Stack:
        self.layout.make()
        self._lock = take_lock(self.layout)
        if self._lock is None:
            raise StackError(f"a stack is running here already (pid {holder(self.layout)}): `make down` stops it")
        if clear_leftovers(self.layout):
            self.say("cleared away what a killed run had left")
        self.record = Record(os.getpid(), self.mode, self.layout.ui_port)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def adopt(self, record: Record) -> None:
        """Speak for a stack that another process runs, without holding its lock."""
        self.record = record
        self.layout = replace(self.layout, ui_port=record.ui_port or self.layout.ui_port)
        self.postgres.port = record.pg_port

    @property
    def urls(self) -> Urls:
        """Where the databases are."""
        return Urls(self.layout, self.postgres)

    def check_ports(self) -> None:
        """Say which port is taken before anything is started.

        Raises:
            StackError: somebody else listens on one of our ports.
        """
        for port, variable in ((self.layout.ui_port, "DROPWIRE_UI_PORT"), (self.layout.pg_port, "DROPWIRE_PG_PORT")):
            if port and not ports.is_free(port):
                raise StackError(f"port {port} is in use by {ports.holder(port)}: stop it, or set {variable}=<port>")

    def start_postgres(self) -> None:
        """Start the embedded server, unless other servers take its place."""
        if self.layout.needs_postgres:
            self.postgres.start()
            self.record.pg_port = self.postgres.port
            self.record.write(self.layout)

    def start_airflow(self, scheduled: bool) -> AirflowApi:
        """Bring Airflow up and return its API once every part is healthy.

        Raises:
            StackError: a part died or was not healthy in time.
        """
        layout = self.layout
        airflow_env.write_admin_password(SecretFiles(layout.secrets))
        self._env = airflow_env.build(layout, self.urls.loader, self.urls.metadata, scheduled)
        migrate_metadata(layout, self._env, self.urls.metadata)
        began = time.time()
        for name in PARTS:
            self._spawn(name)
        api = self.api()
        self._wait_healthy(api, began)
        api.make_pool(*FETCH_POOL)
        self.record.ready = True
        self.record.write(layout)
        return api

    def api(self) -> AirflowApi:
        """A client of this stack's REST API."""
        password = SecretFiles(self.layout.secrets).get(airflow_env.ADMIN_SECRET)
        return AirflowApi(f"http://{ports.HOST}:{self.layout.ui_port}", airflow_env.ADMIN, password)

    def revive(self) -> None:
        """Start again what has died.

        Raises:
            StackError: it keeps dying.
        """
        for name, process in list(self._parts.items()):
            if process.poll() is None:
                continue
            self._restarts += 1
            if self._restarts > RESTARTS:
                raise StackError(f"Airflow's {name} keeps dying:\n{processes.tail(self._log(name))}")
            self.say(f"Airflow's {name} ended by itself ({process.returncode}); starting it again")
            processes.stop([session for session in self.record.sessions if session.name == name])
            self._spawn(name)

    def stop(self) -> None:
        """Stop everything; a second Ctrl-C does not disturb it, it takes some seconds at most."""
        with _undisturbed():
            processes.stop(self.record.sessions)
            for process in self._parts.values():
                process.wait()
            if self.postgres.port:
                self.postgres.stop()
            if self._lock:
                _record_file(self.layout).unlink(missing_ok=True)
                self._lock.close()
                self._lock = None

    def _spawn(self, name: str) -> None:
        arguments, grace = PARTS[name]
        command = [airflow_env.airflow_command(sys.executable), *arguments]
        with _deferred():  # a part that is started but not on record would outlive us
            self._parts[name], _ = processes.spawn(name, command, self._env, self._log(name), grace, self._note)

    def _note(self, session: Session) -> None:
        """Put a part on record, in place of the one before."""
        self.record.sessions = [other for other in self.record.sessions if other.name != session.name] + [session]
        self.record.write(self.layout)

    def _log(self, name: str) -> Path:
        return self.layout.logs / f"{name}.log"

    def _wait_healthy(self, api: AirflowApi, began: float) -> None:
        deadline = time.monotonic() + HEALTHY_SECONDS
        warm = False
        while time.monotonic() < deadline:
            for name, process in self._parts.items():
                if process.poll() is not None:
                    raise StackError(f"Airflow's {name} did not start:\n{processes.tail(self._log(name))}")
            unhealthy = api.unhealthy(began)
            if unhealthy is not None and not warm:
                warm = api.warm()  # the first task would wait for this otherwise
            if unhealthy == []:
                return
            time.sleep(0.5)
        raise StackError(f"Airflow was not healthy after {HEALTHY_SECONDS:.0f} s; see {self.layout.logs}")


class Urls:
    """Connection URLs by use: ours, or those that replace the embedded server."""

    def __init__(self, layout: Layout, postgres: Postgres) -> None:
        self.metadata = layout.metadata_url or postgres.url(AIRFLOW, METADATA)
        self.owner = layout.warehouse_owner_url or postgres.url(OWNER)
        self.loader = layout.warehouse_url or postgres.url(LOADER)
        self.reader = layout.warehouse_url or postgres.url(READER)


def running_urls(layout: Layout) -> Urls:
    """Where the databases of the running stack are.

    Raises:
        StackError: it is down.
    """
    if holder(layout) is None:
        raise StackError("the stack is down: `make up` first")
    return Urls(layout, Postgres(layout.postgres, Record.read(layout).pg_port, layout.secrets))


def take_lock(layout: Layout) -> IO[str] | None:
    """The lock of a home, which ends with its holder however that ends; None when somebody has it."""
    layout.state.mkdir(parents=True, exist_ok=True)
    lock = (layout.state / "lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def holder(layout: Layout) -> int | None:
    """The process that runs the stack of this home, if one does."""
    try:
        with (layout.state / "lock").open("r", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read() or 0)
    except FileNotFoundError:
        pass
    return None


def clear_leftovers(layout: Layout) -> bool:
    """Stop what a launcher that was killed left running; True when there was such. Only for the holder of the lock."""
    left = _record_file(layout).exists()
    processes.stop(Record.read(layout).sessions)
    Postgres(layout.postgres, secrets_dir=layout.secrets).stop()
    _record_file(layout).unlink(missing_ok=True)
    return left


def _record_file(layout: Layout) -> Path:
    return layout.state / "stack.json"


@contextlib.contextmanager
def _deferred() -> Iterator[None]:
    """A signal that comes meanwhile is acted on at the end."""
    came: list[int] = []
    with _handled_by(lambda sign, frame: came.append(sign)):
        yield
    if came:
        raise KeyboardInterrupt


def _undisturbed() -> contextlib.AbstractContextManager[None]:
    """Signals that come meanwhile are ignored."""
    return _handled_by(signal.SIG_IGN)


@contextlib.contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> Iterator[None]:
    try:
        old = {sign: signal.signal(sign, handler) for sign in SIGNALS}
    except ValueError:  # not the main thread: signals do not reach us
        old = {}
    try:
        yield
    finally:
        for sign, previous in old.items():
            signal.signal(sign, previous)
