"""One sample day on Celery: two workers without Airflow's database, one of them killed in the middle of a task."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import yaml
from stores import Store

from dropwire import daily
from dropwire.config import REPOSITORY, Settings
from dropwire.local import airflow_env
from dropwire.local.layout import Layout
from dropwire.local.ports import free_port
from dropwire.local.postgres import Postgres
from dropwire.local.processes import Session, members, spawn, stop
from dropwire.local.roles import LOADER, METADATA
from dropwire.local.stack import Record

pytestmark = [
    pytest.mark.airflow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server: apt-get install redis-server"),
]

DAY = date(2017, 11, 8)
WORKER = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8"))["services"]["worker"]
CONTENTS = (
    "SELECT file, record, disposition, rule FROM ops.items ORDER BY 1, 2",
    "SELECT article_id, content_sha256, title, lang, published_start, story_id FROM news.articles ORDER BY 1",
    "SELECT event_id, type, date_start, date_end, location_id, fatalities_low, fatalities_high FROM news.events"
    " ORDER BY 1",
    "SELECT article_id, event_id, sentence, quote FROM news.event_mentions ORDER BY 1, 2, 3",
)


class Receiver:
    """A receiver of OpenLineage events over HTTP."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        events = self.events

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                events.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(201)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def outputs(self, job: str) -> dict[str, dict[str, Any]]:
        """The datasets a job said it wrote, by name, with their facets."""
        told = [event for event in self.events if event["job"]["name"] == job]
        return {
            one["name"]: one["facets"] | one.get("outputFacets", {})
            for event in told
            for one in event.get("outputs") or ()
        }


class Fleet:
    """Redis, two workers and `make run` with the CeleryExecutor, on ports of their own."""

    def __init__(self, home: Path) -> None:
        self.layout = Layout(home, ui_port=free_port(), pg_port=free_port())
        self.layout.make()
        self.postgres = Postgres(self.layout.postgres, self.layout.pg_port, self.layout.secrets)
        self.sessions: dict[str, Session] = {}
        broker = f"redis://127.0.0.1:{(port := free_port())}"
        self.queue = {
            "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
            "AIRFLOW__CELERY__BROKER_URL": f"{broker}/0",
            "AIRFLOW__CELERY__RESULT_BACKEND": f"{broker}/1",
            "AIRFLOW__CELERY__SYNC_PARALLELISM": "1",
            "AIRFLOW__CELERY__WORKER_CONCURRENCY": "1",
            "AIRFLOW__CELERY__EXTRA_CELERY_CONFIG": WORKER["environment"]["AIRFLOW__CELERY__EXTRA_CELERY_CONFIG"],
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "20",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "2",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "2",
        }
        self.receiver = Receiver()
        self.queue["AIRFLOW__OPENLINEAGE__TRANSPORT"] = json.dumps(
            {"type": "http", "url": f"http://127.0.0.1:{self.receiver.server.server_port}"}
        )
        self.start("redis", ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(home)], {})

    def start(self, name: str, command: list[str], env: dict[str, str]) -> None:
        env = {"PATH": os.environ["PATH"], "HOME": str(self.layout.home)} | env
        _, self.sessions[name] = spawn(name, command, env, self.layout.logs / f"{name}.log", grace=1)

    def start_worker(self, name: str) -> None:
        """With the variables that the container of a worker gets, and no other."""
        whole = airflow_env.build(self.layout, self.postgres.url(LOADER), "postgresql://unused", True) | self.queue
        given = {*WORKER["environment"], "AIRFLOW__OPENLINEAGE__TRANSPORT"}
        env = {variable: whole[variable] for variable in given if variable in whole}
        env |= {variable: whole[variable] for variable in ("AIRFLOW_HOME", "DROPWIRE_HOME", "PYTHONPATH")}
        env |= {"AIRFLOW_HOME": str(self.layout.home / name)}  # no database file of anybody else
        env |= {"DROPWIRE_SHARD_BYTES": "1500"}  # work for both
        command = [airflow_env.airflow_command(sys.executable), *WORKER["command"], "--celery-hostname", name]
        self.start(name, command, env)

    def run(self, drops: Path) -> subprocess.Popen[str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DROPWIRE"))}
        env |= self.queue | {
            "DROPWIRE_HOME": str(self.layout.home),
            "DROPWIRE_UI_PORT": str(self.layout.ui_port),
            "DROPWIRE_PG_PORT": str(self.layout.pg_port),
            "DROPS": str(drops),
            "PYTHONPATH": str(REPOSITORY / "include"),
        }
        command = [sys.executable, "-m", "dropwire.local", "run"]
        return subprocess.Popen(
            command, env=env, cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def rows(self, query: str, database: str = "warehouse") -> list[tuple[object, ...]]:
        with closing(psycopg2.connect(self.postgres.url("postgres", database))) as conn, conn.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def worker_of(self, pid: int) -> str:
        leader = os.getsid(pid)
        return next(name for name, session in self.sessions.items() if session.pid == leader)

    def kill(self, name: str) -> None:
        """Everything in it at once, as when its container or its machine is gone."""
        for process in members([self.sessions.pop(name)]):
            process.send_signal(signal.SIGKILL)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    fleet = Fleet(tmp_path_factory.mktemp("fleet"))
    yield fleet
    fleet.receiver.server.shutdown()
    stop(list(fleet.sessions.values()))


def until(found: Callable[[], object], process: subprocess.Popen[str], what: str) -> object:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        with suppress(psycopg2.Error):
            if value := found():
                return value
        assert process.poll() is None, f"the run ended before {what}:\n{process.communicate()[0]}"
        time.sleep(0.2)
    raise AssertionError(f"{what}: not within 300 s")


def in_process(store: Store, home: Path) -> list[list[tuple[object, ...]]]:
    """The same day without Airflow."""
    shutil.copytree(REPOSITORY / "samples" / "inbox" / str(DAY), home / "drops" / "inbox" / str(DAY))
    settings = Settings(home=home, settle_seconds=0)
    load_id = daily.collect(store.conn, settings, daily.Run(DAY, "reference", "manual"))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    daily.publish(store.conn, load_id)
    return [store.rows(query) for query in CONTENTS]


def test_a_worker_killed_in_a_task_costs_time_and_nothing_else(fleet: Fleet, store: Store, tmp_path: Path):
    drops = tmp_path / "drops"
    shutil.copytree(REPOSITORY / "samples" / "inbox" / str(DAY), drops / str(DAY))
    for name in ("first", "second"):
        fleet.start_worker(name)
    run = fleet.run(drops)
    try:
        until(lambda: Record.read(fleet.layout).ready, run, "Airflow was up")
        with closing(psycopg2.connect(fleet.postgres.url("postgres"))) as blocker:
            blocker.cursor().execute("LOCK TABLE staging.articles IN ACCESS EXCLUSIVE MODE")
            found = "SELECT pid FROM task_instance WHERE task_id = 'process' AND state = 'running' AND pid IS NOT NULL"
            busy = until(lambda: len(r := fleet.rows(found, METADATA)) == 2 and r, run, "both workers were at a shard")
            victim, other = (fleet.worker_of(pid) for (pid,) in busy)
            assert {victim, other} == {"first", "second"}
            fleet.kill(victim)
        output, _ = run.communicate()
        assert run.returncode == 0, output
        with fleet.postgres:
            tries = fleet.rows(
                "SELECT max(try_number) FROM task_instance WHERE task_id = 'process' AND state = 'success'", METADATA
            )
            assert tries == [(2,)], "the shard of the killed worker was tried again"
            assert [fleet.rows(query) for query in CONTENTS] == in_process(store, tmp_path / "reference")
            assert fleet.rows("SELECT count(*) FROM news.articles") != [(0,)]
        states = {event["eventType"] for event in fleet.receiver.events if event["job"]["name"] == "articles_daily"}
        assert states >= {"START", "COMPLETE"}, "the run itself"
        written = fleet.receiver.outputs("articles_daily.publish")
        articles = next(facets for name, facets in written.items() if name.endswith("news.articles"))
        assert articles["columnLineage"]["fields"]["body"]["inputFields"][0]["field"] == "bytes"
        assert articles["dataQualityAssertions"]["assertions"]
    finally:
        run.terminate()
        run.wait()
