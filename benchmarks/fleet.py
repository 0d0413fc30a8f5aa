"""One process, one Celery worker and two, over days of equal work in the same run: `make bench-fleet`.

Each way loads days of `--articles` generated articles, no two days alike, into the same PostgreSQL. "One process" is
the steps called one after the other, without Airflow; a worker is what the container stack starts, with one task at a
time. Rounds go through all ways, so that a machine that is busy with something else is busy for all of them. Wall time
from asking to the end; the shards' is that in which drops are read, the part that workers share. The rest of a day is
the same whoever does it. Needs redis-server.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psycopg2
from airflow_overhead import wall_time
from generate import drops
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from dropwire.local.layout import Layout
    from dropwire.local.stack import Stack

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "include"))
DAG, FIRST = "articles_daily", date(2015, 1, 1)
WORKERS = ("worker1", "worker2")
PATIENCE = 600.0
WAYS = ("one process", "one worker", "two workers")
SHARDS = 8
PROCESS = """SELECT extract(epoch FROM max(ended_at) - min(started_at)) FROM (
    SELECT s.started_at, s.started_at + s.seconds * interval '1 second' AS ended_at
    FROM ops.load_steps s JOIN ops.loads USING (load_id) WHERE day = %s AND step = 'process') steps"""


def fill(inbox: Path, days: list[date], articles: int) -> int:
    """So many articles into each day; returns the bytes of a day."""
    made, size = drops(articles * len(days)), 0
    for number in range(articles * len(days)):
        name, data = next(made, ("", b""))
        if name:
            folder = inbox / days[number % len(days)].isoformat()
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name.replace("/", "_")).write_bytes(data)
            size += len(data)
    return size // len(days)


def in_process(url: str, day: date) -> float:
    """Seconds of a day's steps in this process."""
    from dropwire import daily
    from dropwire.config import Settings

    settings, began = Settings.from_env(), time.monotonic()
    with closing(psycopg2.connect(url)) as conn:
        load_id = daily.collect(conn, settings, daily.Run(day, f"bench-{day}", "manual"))
        for shard in daily.plan(conn, settings, load_id):
            daily.process(conn, settings, load_id, shard)
        daily.check(conn, settings, url, load_id)
        daily.publish(conn, load_id)
        daily.report(conn, load_id)
    return time.monotonic() - began


class Workers:
    """Redis and Celery workers beside a stack whose executor they are."""

    def __init__(self, layout: Layout) -> None:
        from dropwire.local.ports import free_port
        from dropwire.local.processes import Session

        self.layout, port = layout, free_port()
        self.sessions: dict[str, Session] = {}
        self.settings = {
            "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
            "AIRFLOW__CORE__PARALLELISM": "16",
            "AIRFLOW__CELERY__BROKER_URL": f"redis://127.0.0.1:{port}/0",
            "AIRFLOW__CELERY__RESULT_BACKEND": f"redis://127.0.0.1:{port}/1",
            "AIRFLOW__CELERY__SYNC_PARALLELISM": "1",
            "AIRFLOW__CELERY__WORKER_CONCURRENCY": "1",
            "AIRFLOW__CELERY__EXTRA_CELERY_CONFIG": '{"imports": ["dropwire.local.warm_worker"]}',
        }
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(layout.home), "--save", ""]
        self._spawn("redis", command, {"PATH": os.environ["PATH"]})

    def start(self, stack: Stack) -> None:
        """All workers, ready when this returns."""
        from celery import Celery

        from dropwire.local import airflow_env

        env = airflow_env.build(self.layout, stack.urls.loader, stack.urls.metadata, True)
        for name in WORKERS:
            env["AIRFLOW_HOME"] = str(self.layout.home / name)
            command = [airflow_env.airflow_command(sys.executable), "celery", "worker", "--skip-serve-logs"]
            self._spawn(name, [*command, "--celery-hostname", name], env)
        self.control = Celery(broker=self.settings["AIRFLOW__CELERY__BROKER_URL"]).control
        deadline = time.monotonic() + PATIENCE
        while len(self.control.ping([f"celery@{name}" for name in WORKERS], timeout=3)) < len(WORKERS):
            if time.monotonic() > deadline:
                sys.exit(f"the workers do not come up: {self.layout.logs}")

    def use(self, number: int) -> None:
        """Only so many of them take tasks from now on."""
        for count, name in enumerate(WORKERS, 1):
            order = self.control.add_consumer if count <= number else self.control.cancel_consumer
            if not order("default", destination=[f"celery@{name}"], reply=True, timeout=30):
                sys.exit(f"{name} does not answer")

    def stop(self) -> None:
        """End all of them."""
        from dropwire.local.processes import stop

        stop(list(self.sessions.values()))

    def _spawn(self, name: str, command: list[str], env: dict[str, str]) -> None:
        from dropwire.local.processes import spawn

        _, self.sessions[name] = spawn(name, command, env, self.layout.logs / f"{name}.log", grace=3)


def measure(home: Path, given: argparse.Namespace, console: Console) -> dict[str, dict[str, list[float]]]:
    """Seconds of each day by way: of the whole day, and of its shards."""
    from dropwire.local.layout import Layout
    from dropwire.local.ports import free_port
    from dropwire.local.run import Airflow, await_dag, prepare_warehouse
    from dropwire.local.stack import Stack

    layout = Layout(home, ui_port=free_port())
    layout.make()
    days = [FIRST + timedelta(days=n) for n in range(len(WAYS) * (given.rounds + 1))]
    size = fill(layout.inbox, days, given.articles)
    os.environ |= {
        "DROPWIRE_HOME": str(home),
        "DROPWIRE_SHARD_BYTES": str(size // SHARDS),
        "DROPWIRE_SETTLE_SECONDS": "0",
    }
    found: dict[str, dict[str, list[float]]] = {way: {"day": [], "process": []} for way in WAYS}
    workers = Workers(layout)
    os.environ |= workers.settings
    try:
        with Stack(layout, "run", lambda line: None) as stack:
            stack.start_postgres()
            prepare_warehouse(stack.urls)
            with console.status("starting Airflow"):
                airflow = Airflow(stack.start_airflow(scheduled=False), stack.revive)
            await_dag(airflow, DAG)
            workers.start(stack)
            coming = iter(days)
            for number in range(given.rounds + 1):  # the first warms up
                for count, way in enumerate(WAYS):
                    day = next(coming)
                    workers.use(max(count, 1))
                    seconds = wall_time(airflow, DAG, day) if count else in_process(stack.urls.loader, day)
                    if number:
                        found[way]["day"].append(seconds)
                        found[way]["process"].append(processing(stack.urls.reader, day))
                        console.print(f"{way}: {seconds:.1f} s, shards {found[way]['process'][-1]:.1f} s")
    finally:
        workers.stop()
    return found


def processing(url: str, day: date) -> float:
    """Seconds from the first shard's beginning to the last one's end."""
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
        cur.execute(PROCESS, (day,))
        (seconds,) = cur.fetchone() or (0,)
        return float(seconds)


def main() -> None:
    """Run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600, help="of a day (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="days of each way (default %(default)s)")
    parser.add_argument("--out", type=Path, default=ROOT / "work" / "bench", help="folder for the JSON")
    given = parser.parse_args()
    if not shutil.which("redis-server"):
        sys.exit("bench-fleet: no redis-server here: apt-get install redis-server")
    console = Console()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: sys.exit("bench-fleet: stopped"))
    with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as folder:
        found = measure(Path(folder), given, console)
    table = Table("", "day, s", "its shards, s", "articles/s of shards", "times one worker",
                  title=f"{given.articles} articles a day, median of {given.rounds}; {os.cpu_count()} processors",
                  title_justify="left")  # fmt: skip
    alone = found[WAYS[1]]["process"]
    for way in WAYS:
        day, process = (median(found[way][name]) for name in ("day", "process"))
        gain = median(one / other for one, other in zip(alone, found[way]["process"], strict=True))
        table.add_row(way, f"{day:.1f}", f"{process:.1f}", f"{given.articles / process:.0f}", f"{gain:.2f}")
    console.print(table)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "fleet.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
