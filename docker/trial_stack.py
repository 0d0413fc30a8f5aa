"""The stack of `docker-compose.yml` under a name of its own, for docker/trial.py: commands to it, waiting for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO, Any

from make_secrets import complete

from dropwire.local.airflow_api import AirflowApi, AirflowApiError
from dropwire.local.ports import free_port

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "samples"
PROJECT = "dropwire-trial"
DAG = "articles_daily"
Pipe = IO[bytes] | None
Manifest = dict[str, Any]
PATIENCE = 1200.0
"""Seconds that anything may take: a slow machine fails no trial."""
HELD = """SELECT 1 FROM pg_locks
    WHERE granted AND relation = 'staging.articles'::regclass AND mode = 'AccessExclusiveLock'"""


class Trouble(Exception):
    """Something does not hold, or the trial cannot be made here."""


class Fleet:
    """The stack of `docker-compose.yml` under a project name, with secrets and a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.env_file = folder / "env"
        complete(self.env_file)
        self.port = free_port()
        with self.env_file.open("a", encoding="utf-8") as file:
            file.write(f"DROPWIRE_UI_PORT={self.port}\n")
        self.tool = compose_tool()
        self.secrets = dict(line.split("=", 1) for line in self.env_file.read_text(encoding="utf-8").splitlines())

    def compose(self, *arguments: str, env_file: Path | None = None, refused: bool = False, stdin: Pipe = None) -> str:
        """What `docker compose` says on this stack."""
        whole = [*self.tool, "-p", PROJECT, "--env-file", str(env_file or self.env_file), *arguments]
        return run(whole, refused, stdin)

    def up(self) -> None:
        """Everything, with two workers, until all of it is healthy."""
        self.compose("up", "-d", "--no-build", "--scale", "worker=2")
        until(lambda: not self.unwell(), lambda: f"not healthy: {', '.join(self.unwell())}")

    def containers(self) -> dict[str, dict[str, Any]]:
        """What Docker knows of each running container, by `service/id`."""
        ids = run(["docker", "ps", "-q", "--filter", f"label=com.docker.compose.project={PROJECT}"]).split()
        found = json.loads(run(["docker", "inspect", *ids])) if ids else []
        return {f"{one['Config']['Labels']['com.docker.compose.service']}/{one['Id'][:12]}": one for one in found}

    def unwell(self) -> list[str]:
        """The containers that are missing or do not say they are healthy."""
        running = self.containers()
        states = {name: one["State"].get("Health", {}).get("Status", "") for name, one in running.items()}
        services = [name.split("/")[0] for name in running]
        wanted = {"postgres", "queue", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}
        missing = [f"{name} missing" for name in wanted - set(services)]
        missing += ["a worker missing"] if services.count("worker") < 2 else []
        return missing + [f"{name} {state or 'unwatched'}" for name, state in states.items() if state != "healthy"]

    def execute(self, service: str, *command: str, refused: bool = False, stdin: Pipe = None) -> str:
        """What a command says inside a service's first container."""
        return self.compose("exec", "-T", service, *command, refused=refused, stdin=stdin).strip()

    def rows(self, query: str, database: str = "warehouse") -> list[str]:
        """The rows of a query, as the superuser, cells divided by `|`."""
        told = self.execute(
            "postgres", "sh", "-c", 'PGPASSWORD=$POSTGRES_PASSWORD exec psql -U postgres -d "$1" -Atc "$2"',
            "psql", database, query,
        )  # fmt: skip
        return told.splitlines()

    def api(self) -> AirflowApi:
        """Airflow's API as the admin of this stack, with its DAG read."""
        api = AirflowApi(f"http://127.0.0.1:{self.port}", "admin", self.secrets["DROPWIRE_UI_PASSWORD"])
        until(lambda: api.has_dag(DAG), lambda: f"{DAG} does not appear: {api.import_errors()}")
        return api

    def deliver(self, *days: date) -> None:
        """Sample drops into the inbox, as docs/docker.md says."""
        with subprocess.Popen(
            ["tar", "-cC", str(SAMPLES / "inbox"), *map(str, days)], stdout=subprocess.PIPE
        ) as packed:
            self.execute("worker", "tar", "-xC", "/var/lib/dropwire/drops/inbox", stdin=packed.stdout)

    def backup(self) -> Manifest:
        """A backup's manifest: rows and hash of every table."""
        self.compose("run", "--rm", "upkeep", "backup", "/var/backups/dropwire")
        newest = "cat $(ls -d /var/backups/dropwire/2*/manifest.json | tail -n1)"
        told = self.compose("run", "--rm", "-T", "--entrypoint", "sh", "upkeep", "-c", newest)
        return dict(json.loads(told[told.index("{") :]))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody can stage an article meanwhile, so that shards stay at work."""
        hold = "BEGIN; LOCK TABLE staging.articles IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(1800)"
        command = 'PGPASSWORD=$POSTGRES_PASSWORD exec psql -U postgres -d warehouse -c "$1"'
        whole = [*self.tool, "-p", PROJECT, "--env-file", str(self.env_file)]
        with subprocess.Popen(
            [*whole, "exec", "-T", "postgres", "sh", "-c", command, "psql", hold],
            cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ):  # fmt: skip
            until(lambda: self.rows(HELD), lambda: "the table could not be held")
            try:
                yield
            finally:
                self.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1800)' "
                          "AND pid <> pg_backend_pid()")  # fmt: skip


def run(command: list[str], refused: bool = False, stdin: Pipe = None) -> str:
    """What a command says, run in the repository; its failure is trouble, unless it is to be refused."""
    done = subprocess.run(command, cwd=REPOSITORY, text=True, capture_output=True, stdin=stdin or subprocess.DEVNULL)
    if bool(done.returncode) != refused:
        raise Trouble(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stderr if refused else done.stdout


def compose_tool() -> list[str]:
    """The command of Compose that is there."""
    if not shutil.which("docker"):
        raise Trouble("no Docker here: install Docker with Compose (Debian: apt-get install docker.io docker-compose)")
    if subprocess.run(["docker", "info"], capture_output=True).returncode:
        raise Trouble("Docker does not answer: start it, or let this user use it (`docker info` says why)")
    for tool in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(tool[0]) and not subprocess.run([*tool, "version"], capture_output=True).returncode:
            return tool
    raise Trouble("Docker is here, Compose is not: install its plugin, or docker-compose 1.29 or newer")


def until(holds: Callable[[], object], why: Callable[[], str]) -> None:
    """Wait until something holds, asking every two seconds; `why` tells what was amiss."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(AirflowApiError):
            if holds():
                return
        if time.monotonic() > deadline:
            raise Trouble(f"not within {PATIENCE:.0f} s: {why()}")
        time.sleep(2)


def demand(holds: object, what: str) -> None:
    """Trouble, unless it holds."""
    if not holds:
        raise Trouble(what)
