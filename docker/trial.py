"""The container stack put through what it is for: `make trial`. Needs Docker with Compose and half an hour.

Builds the images, brings the stack up under a name of its own beside whatever runs here, loads the samples (a day that
lands in the inbox, a backfill on two workers, a day by hand), kills a worker in the middle of a task, takes everything
down and up again, and compares what is in it with what must be. It ends with 1 and the reason when something does not
hold. Its volumes go with it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
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
LANDED, FIRST, LAST, BY_HAND = date(2017, 11, 6), date(2017, 11, 7), date(2017, 11, 10), date(2017, 11, 11)
Pipe = IO[bytes] | None
UNATTENDED = {"wait_hours": 0, "if_no_answer": "Publish"}
PIP = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CERT", "PIP_DEFAULT_TIMEOUT")
PATIENCE = 1200.0
"""Seconds that anything may take: a slow machine fails no trial."""
KEYS = ("SQL_ALCHEMY_CONN", "FERNET_KEY", "JWT_SECRET", "SECRET_KEY", "OWNER")
HELD = """SELECT 1 FROM pg_locks
    WHERE granted AND relation = 'staging.articles'::regclass AND mode = 'AccessExclusiveLock'"""
LASTING = ("news.", "landing.", "history.", "ops.loads", "ops.items", "ops.files")
"""What nothing but a load may change."""


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

    def backup(self) -> dict[str, Any]:
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


def build(fleet: Fleet) -> str:
    """The images, by whatever package index pip is told of here."""
    arguments = [f"--build-arg={name}" for name in PIP if os.environ.get(name)]
    fleet.compose("build", *arguments)
    return "images built"


def blank_secret(fleet: Fleet) -> str:
    """A stack with a blank secret, and one with a default one, must not start."""
    for name in (name for name in fleet.secrets if name.endswith(("_PASSWORD", "_KEY"))):
        blank = fleet.env_file.with_name("blank")
        lines = [f"{key}={'' if key == name else value}" for key, value in fleet.secrets.items()]
        blank.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = fleet.compose("config", env_file=blank, refused=True)
        demand("make secrets" in told, f"a blank {name} is refused, but not with a remedy: {told}")
    weak = ["docker", "run", "--rm", "-e", "DROPWIRE_UI_PASSWORD=admin", "-e", "AIRFLOW__API__SECRET_KEY=changeme"]
    told = run([*weak, os.environ.get("DROPWIRE_IMAGE", "dropwire"), "version"], refused=True)
    demand("make secrets" in told, f"a default secret is not refused: {told}")
    return "blank and default secrets are refused"


def confined(fleet: Fleet) -> str:
    """What the compose file says of confinement, as Docker carries it out."""
    for name, one in fleet.containers().items():
        host, config = one["HostConfig"], one["Config"]
        demand(host["ReadonlyRootfs"], f"{name}: its root can be written")
        demand(host["CapDrop"] == ["ALL"] or host["CapDrop"] == ["all"], f"{name}: capabilities")
        demand("no-new-privileges:true" in host["SecurityOpt"], f"{name}: new privileges")
        demand(host["Memory"] and host["NanoCpus"] and host["PidsLimit"], f"{name}: a limit is missing")
        demand(host["LogConfig"]["Config"].get("max-size"), f"{name}: its log does not rotate")
        demand(config["User"] or name.startswith("postgres/"), f"{name}: runs as root")
        if name.startswith("worker/"):
            given = [line.split("=")[0] for line in config["Env"]]
            keys = [variable for variable in given if variable.endswith(KEYS) or "OWNER" in variable]
            demand(not keys, f"{name} holds {keys}")
    fleet.execute("worker", "sh", "-c", "touch /opt/dropwire/x", refused=True)
    look = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=5)"
    fleet.execute("worker", "python", "-c", look, "queue", "6379")
    fleet.execute("triggerer", "python", "-c", look, "queue", "6379", refused=True)
    fleet.execute("scheduler", "python", "-c", look, "1.1.1.1", "53", refused=True)
    return "not root, read-only, limits, rotated logs, networks apart, workers without keys"


def landed(fleet: Fleet) -> str:
    """A day that lands in the inbox is loaded by itself."""
    fleet.api()
    fleet.deliver(LANDED)
    loads = "SELECT day, n_read, status FROM ops.loads"
    until(lambda: f"{LANDED}|4|published" in fleet.rows(loads), lambda: f"{LANDED} not in {fleet.rows(loads)}")
    return f"{LANDED} landed and was loaded by itself"


def backfill(fleet: Fleet) -> str:
    """Past days on two workers, one of which is killed in the middle of a task."""
    api = fleet.api()  # from here on nothing is loaded by itself, so that each day is loaded once
    fleet.execute("scheduler", "airflow", "dags", "pause", "--yes", "inbox_pickup")
    fleet.deliver(*(date.fromordinal(day) for day in range(FIRST.toordinal(), LAST.toordinal() + 1)))
    time.sleep(7)  # a drop that changed just now is still being written
    at_work = "SELECT hostname FROM task_instance WHERE task_id = 'process' AND state = 'running' ORDER BY start_date"
    with fleet.held():
        asked = api.create_backfill(DAG, FIRST, LAST, "none", 3, UNATTENDED)
        waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'staging.articles'::regclass"
        until(lambda: len(fleet.rows(waiting)) >= 2, lambda: "no shard came to the warehouse")
        victim = fleet.rows(at_work, "airflow")[0]
        run(["docker", "kill", victim])
    until(lambda: api.get_backfill(asked.backfill_id).is_complete, lambda: f"not done: {states(fleet)}")
    demand(set(states(fleet)) == {"success"}, f"a run did not succeed: {states(fleet)}")
    tries = fleet.rows("SELECT max(try_number) FROM task_instance WHERE task_id = 'process'", "airflow")
    demand(int(tries[0]) > 1, "the shard of the killed worker was not tried again")
    both = fleet.rows("SELECT DISTINCT hostname FROM task_instance WHERE dag_id = 'articles_daily'", "airflow")
    demand(len(set(both) - {""}) > 1, "one worker did it all")
    return f"{FIRST} to {LAST} on two workers, {victim} killed in a task"


def states(fleet: Fleet) -> list[str]:
    """How the runs of the backfill stand."""
    return fleet.rows("SELECT state FROM dag_run WHERE dag_id = 'articles_daily' AND run_type = 'backfill'", "airflow")


def down_and_up(fleet: Fleet) -> str:
    """Nothing may be lost: every lasting table row by row, every drop, every finished run."""
    fleet.up()
    runs = "SELECT dag_id, run_id, state FROM dag_run WHERE state = 'success' ORDER BY 1, 2"
    before, ran = fleet.backup(), fleet.rows(runs, "airflow")
    fleet.compose("down")
    demand(not fleet.containers(), "something still runs after `down`")
    fleet.up()
    after, run_after = fleet.backup(), fleet.rows(runs, "airflow")
    lost = [
        table for table, content in before["tables"].items()
        if table.startswith(LASTING) and after["tables"].get(table) != content
    ]  # fmt: skip
    demand(not lost, f"changed by going down and up: {lost}")
    demand((after["drops"], after["drop_bytes"]) == (before["drops"], before["drop_bytes"]), "drops were lost")
    demand(set(ran) <= set(run_after), "Airflow lost runs")
    rows = sum(content["rows"] for content in before["tables"].values())
    return f"down and up: {rows:,} rows, {before['drops']} drops and {len(ran)} runs are the same"


def by_hand(fleet: Fleet) -> str:
    """The stack that came up again works, and the samples ended as they must."""
    api = fleet.api()
    fleet.deliver(BY_HAND)
    time.sleep(7)
    began = api.create_run(DAG, BY_HAND, UNATTENDED)
    until(lambda: api.get_run(DAG, began.run_id).finished, lambda: f"{BY_HAND} did not end")
    demand(api.get_run(DAG, began.run_id).state == "success", f"{BY_HAND} failed")
    until(lambda: not fleet.rows("SELECT 1 FROM ops.loads WHERE status = 'running'"), lambda: "a load runs on")
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["total"]
    counted = fleet.rows("SELECT disposition, count(*) FROM ops.items GROUP BY 1")
    found = {name: int(number) for name, number in (row.split("|") for row in counted)}
    wanted = {name: number for name, number in expected.items() if number and name != "read"}
    demand(found == wanted, f"the samples came out as {found}, not as {wanted}")
    return f"{BY_HAND} by hand; all samples: {', '.join(f'{number} {name}' for name, number in found.items())}"


def doctor(fleet: Fleet) -> str:
    """What the doctor says of a stack that is well."""
    return "doctor: " + fleet.execute("worker", "dropwire", "doctor").splitlines()[-1]


STEPS = (blank_secret, Fleet.up, confined, landed, backfill, down_and_up, by_hand, doctor)


def main() -> None:
    """Go through the steps, saying how each ended; clean up, or leave it all with `--keep`."""
    parser = argparse.ArgumentParser(
        prog="make trial", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--no-build", action="store_true", help="take the images that are there")
    parser.add_argument("--keep", action="store_true", help="leave the stack running, and say how to reach it")
    given = parser.parse_args()
    for sign in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's background jobs ignore it
        signal.signal(sign, lambda *_: sys.exit("trial: stopped"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        fleet = None
        try:
            fleet = Fleet(Path(tempfile.mkdtemp()) if given.keep else Path(folder))
            for step in STEPS if given.no_build else (build, *STEPS):
                began = time.monotonic()
                print(f"{step(fleet) or 'up, all healthy, two workers'} ({time.monotonic() - began:.0f} s)", flush=True)
        except Trouble as trouble:
            sys.exit(f"trial: {trouble}")
        finally:
            if fleet and given.keep:
                reached = f"{' '.join(fleet.tool)} -p {PROJECT} --env-file {fleet.env_file}"
                print(f"kept: http://127.0.0.1:{fleet.port}, {reached} ps")
            elif fleet:
                fleet.compose("down", "-v", "--remove-orphans")


if __name__ == "__main__":
    main()
