"""Airflow on Celery as tests drive it: Redis and workers of their own beside the one-machine stack."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import yaml

from dropwire.config import REPOSITORY
from dropwire.local import airflow_env
from dropwire.local.layout import Layout
from dropwire.local.ports import free_port
from dropwire.local.postgres import Postgres
from dropwire.local.processes import Session, members, spawn, stop
from dropwire.local.roles import LOADER

NEEDS_REDIS = pytest.mark.skipif(
    not shutil.which("redis-server"), reason="no redis-server: apt-get install redis-server"
)
SERVICES = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
WORKER = SERVICES["worker"]


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
        self.queue_port = free_port()
        broker = f"redis://127.0.0.1:{self.queue_port}"
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
        self.start_queue()

    def start_queue(self) -> None:
        """Redis, in memory alone: what it held goes with it."""
        where = ["--port", str(self.queue_port), "--bind", "127.0.0.1", "--dir", str(self.layout.home)]
        self.start("redis", ["redis-server", *where, "--save", ""], {})

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
        self.signal(name, signal.SIGKILL)
        del self.sessions[name]

    def signal(self, name: str, what: int) -> None:
        """A signal to everything in it."""
        for process in members([self.sessions[name]]):
            process.send_signal(what)

    def __enter__(self) -> Fleet:
        return self

    def __exit__(self, *of: object) -> None:
        self.receiver.server.shutdown()
        stop(list(self.sessions.values()))
