"""The one-machine stack with numbered days in its inbox, a reader who watches, and hands that harm its parts."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from datetime import date, timedelta
from pathlib import Path

import psutil
import psycopg2
from machines import Machine
from numbered import NORMAL, Place, Reader, deliver, examine
from steps import gate, wait_at_gate

from dropwire.local.airflow_api import AirflowApi, AirflowApiError
from dropwire.local.layout import Layout
from dropwire.local.postgres import Postgres
from dropwire.local.processes import Session, members
from dropwire.local.roles import METADATA, READER, WAREHOUSE
from dropwire.local.run import DAG, UNATTENDED, Airflow, await_dag
from dropwire.local.stack import Record

PATIENCE = 900.0
"""Seconds after which something that was to happen counts as never happening."""
FIRST = date(2017, 11, 1)
ITEMS = 40


class Stack(Machine):
    """`make up`, and a new numbered day for every fault; all of them are asked for after each."""

    def __init__(self, home: Path, **env: str) -> None:
        # runs are only those asked for
        super().__init__(
            home, **{"DROPWIRE_SHARD_BYTES": "3000", "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": "False"} | env
        )
        self.port = int(self.env["DROPWIRE_UI_PORT"])
        self.layout = Layout(home, ui_port=self.port)
        self.delivered: dict[Place, int] = {}
        self._numbers = itertools.count()

    def __enter__(self) -> Stack:
        self.do("up")
        await_dag(Airflow(self.api, lambda: None), DAG)
        return self

    @property
    def api(self) -> AirflowApi:
        return self.person().api

    def url(self, role: str, database: str = WAREHOUSE) -> str:
        return Postgres(self.layout.postgres, Record.read(self.layout).pg_port, self.layout.secrets).url(role, database)

    @property
    def admin(self) -> str:
        return self.url("postgres")

    def deliver(self, count: int = ITEMS, parts: int = 1) -> date:
        """The drops of one more day, two for each part."""
        number = next(self._numbers)
        day = FIRST + timedelta(days=number)
        for part in range(parts):
            self.delivered |= deliver(self.layout.inbox, day, count, first=1000 * number + count * part + 1)
        for path in (self.layout.inbox / day.isoformat()).iterdir():
            os.utime(path, (time.time() - 60,) * 2)  # they have settled
        return day

    def begin(self, day: date) -> str:
        """Start the run of a day; its id."""
        return self.api.create_run(DAG, day, UNATTENDED).run_id

    def ended(self, run_id: str) -> str:
        """How a run ended, once it has."""
        end = time.monotonic() + PATIENCE
        while True:
            with suppress(AirflowApiError):  # the server may be down
                run = self.api.get_run(DAG, run_id)
                if run.finished:
                    return run.state
                tasks = self.api.task_instances(DAG, [run_id])
            assert time.monotonic() < end, [(task.task_id, task.map_index, task.state) for task in tasks]
            time.sleep(1)

    def gate(self, table: str, event: str = "INSERT") -> AbstractContextManager[None]:
        return gate(self.admin, table, event)

    def wait_at_gate(self, count: int = 1) -> None:
        wait_at_gate(self.admin, count)

    def tasks(self, run_id: str, task: str = "process") -> list[psutil.Process]:
        """The processes that do a task now."""
        query = "SELECT pid FROM task_instance WHERE state = 'running' AND run_id = %s AND task_id = %s"
        with closing(psycopg2.connect(self.url("postgres", METADATA))) as conn, conn.cursor() as cur:
            cur.execute(query, (run_id, task))
            return [psutil.Process(pid) for (pid,) in cur.fetchall() if pid]

    def states(self, run_id: str, task: str) -> list[str | None]:
        """Of each mapped part of a task."""
        return [one.state for one in self.api.task_instances(DAG, [run_id]) if one.task_id == task]

    def tries(self, run_id: str) -> Counter[tuple[str, int]]:
        """How many tasks of a run ended well at which try."""
        found = self.api.task_instances(DAG, [run_id])
        return Counter((task.task_id, task.try_number) for task in found if task.state == "success")

    def session(self, name: str) -> Session:
        return next(one for one in Record.read(self.layout).sessions if one.name == name)

    @property
    def expected(self) -> Counter[str]:
        """What must become of the days so far, each of forties of items and loaded once."""
        return Counter({disposition: n * len(self.delivered) // ITEMS for disposition, n in NORMAL.items()})

    def examine(self, reader: Reader | None = None) -> Counter[str]:
        """Where every item of every day is now."""
        return examine(self.admin, self.layout.home / "drops" / "archive", self.delivered, reader)

    def reader(self) -> Reader:
        return Reader(self.url(READER))


def until(found: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, f"not in {PATIENCE:.0f} s: {what}"
        time.sleep(0.5)


def signalled(processes: list[psutil.Process], what: int) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(what)


def kill_session(session: Session) -> None:
    """Everything that came of a part, at once."""
    signalled(members([session]), signal.SIGKILL)
