"""The one-machine stack as tests drive it: a working folder, ports of its own, the Makefile's commands, its users."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from dropwire.config import REPOSITORY
from dropwire.local.airflow_api import AirflowApi
from dropwire.local.ports import free_port

PATIENCE = 180.0
"""Seconds after which something that was to happen counts as never happening."""


class Machine(AbstractContextManager["Machine"]):
    """`python -m dropwire.local` as the Makefile calls it; as a context the stack is taken down at its end."""

    def __init__(self, home: Path, **env: str) -> None:
        self.home = home
        self.port = free_port()
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DROPWIRE"))}
        self.env |= {
            "DROPWIRE_HOME": str(home), "DROPWIRE_UI_PORT": str(self.port), "COLUMNS": "120",
            "PYTHONPATH": str(REPOSITORY / "include"), **env,
        }  # fmt: skip

    def start(self, *arguments: str, **env: str) -> subprocess.Popen[str]:
        """A command under way, its output in one pipe."""
        return subprocess.Popen(
            [sys.executable, "-m", "dropwire.local", *arguments], env=self.env | env, text=True, cwd=REPOSITORY,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def try_(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command and how it ended."""
        command = [sys.executable, "-m", "dropwire.local", *arguments]
        return subprocess.run(command, env=self.env, cwd=REPOSITORY, capture_output=True, text=True)

    def do(self, *arguments: str) -> str:
        """A command that must succeed; what it printed."""
        done = self.try_(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, query: str) -> list[list[str]]:
        """Rows of the warehouse, as its reader."""
        return [line.split("|") for line in self.do("psql", "-At", "-c", query).splitlines()]

    def wait(self, query: str, wanted: str) -> None:
        """Until the first value of the first row is this."""
        end = time.monotonic() + PATIENCE
        while (found := self.ask(query)[0][0]) != wanted:
            assert time.monotonic() < end, f"{query}: {found}"
            time.sleep(2)

    def person(self, user: str = "admin") -> Person:
        """Someone before Airflow."""
        password = self.home / "secrets" / f"ui_{user}"
        if password.exists():
            return Person(self.port, user, password.read_text(encoding="utf-8").strip())
        files = [path for path in (self.home / "secrets").iterdir() if path.suffix == ".json"]
        found: list[dict[str, str]] = [json.loads(path.read_text(encoding="utf-8")) for path in files]
        return Person(self.port, user, next(each[user] for each in found if user in each))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.try_("down")


class Person:
    """Whoever sits before Airflow, under one of its users."""

    def __init__(self, port: int, user: str, password: str) -> None:
        self.api = AirflowApi(f"http://127.0.0.1:{port}", user, password)
        self.request: Callable[..., Any] = self.api._request

    def start(self, day: date, **params: object) -> str:
        """Start the daily run of a day; its id."""
        return self.api.create_run("articles_daily", day, params).run_id

    def trigger(self, dag: str, **conf: object) -> str:
        """Start a DAG that has no days; the run's id."""
        body = {"logical_date": None, "conf": conf}
        return str(self.request("POST", f"/dags/{dag}/dagRuns", json=body)["dag_run_id"])

    def question(self, run_id: str, dag: str = "articles_daily") -> str:
        """Address of what `approve` asks."""
        return f"/dags/{dag}/dagRuns/{run_id}/taskInstances/approve/-1/hitlDetails"

    def answer(self, run_id: str, option: str, dag: str = "articles_daily", **fields: str) -> None:
        """Answer it."""
        body = {"chosen_options": [option], "params_input": fields}
        self.request("PATCH", self.question(run_id, dag), json=body)

    def states(self, run_id: str, dag: str = "articles_daily") -> dict[str, str | None]:
        """The state of every task of a run."""
        return {one.task_id: one.state for one in self.api.task_instances(dag, [run_id])}

    def wait(self, run_id: str, task: str, *wanted: str, dag: str = "articles_daily") -> None:
        """Until a task is in one of these states. A failed one ends the waiting."""
        end = time.monotonic() + PATIENCE
        while (found := self.states(run_id, dag)).get(task) not in wanted:
            assert time.monotonic() < end, self.told(run_id, dag)
            assert "failed" not in found.values(), self.told(run_id, dag)
            time.sleep(1)

    def told(self, run_id: str, dag: str) -> str:
        """What became of a run, with the end of the log of each task that neither succeeded nor was skipped."""
        tasks = self.api.task_instances(dag, [run_id])
        states = ", ".join(f"{one.task_id} {one.state} ({one.try_number})" for one in tasks)
        ill = [one for one in tasks if one.state not in (None, "success", "skipped")]
        return "\n".join([states, *(self.api.log(dag, one, 40) for one in ill)])
