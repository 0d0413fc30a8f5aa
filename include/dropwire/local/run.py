"""`make run`: drops in, every day that waits through Airflow, progress on screen, a summary, everything stopped."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg2
from rich.console import Console

from dropwire import daily
from dropwire.config import Settings
from dropwire.errors import ConfigError
from dropwire.load.migrate import migrate
from dropwire.local.airflow_api import AirflowApi, Run
from dropwire.local.airflow_env import ADMIN, ADMIN_SECRET, write_admin_password
from dropwire.local.inbox import deliver
from dropwire.local.layout import Layout
from dropwire.local.progress import Board
from dropwire.local.secret_files import SecretFiles
from dropwire.local.stack import Record, Stack, StackError, Urls, holder
from dropwire.report.summary import summary
from dropwire.report.terminal import as_renderable

DAG = "articles_daily"
DAG_SECONDS = 120.0
UNATTENDED = {"wait_hours": 0, "if_no_answer": "Publish"}
"""Who runs their own drops sits in front of the report: a held batch is published, and said to have been held."""
SUMMARY_DAYS = 31
AT_ONCE = 1
"""Days run one after the other. The tables end the same in any order, but which of two copies is called the duplicate
depends on which came first."""


@dataclass(slots=True)
class Airflow:
    """A running Airflow: its API, and what keeps its parts alive while we wait."""

    api: AirflowApi
    revive: Callable[[], None]


def run_days(layout: Layout, console: Console, drops: Path | None, dag_id: str = DAG) -> int:
    """The whole of `make run`; returns the exit code."""
    if drops and not drops.is_dir():
        raise ConfigError(f"DROPS={drops} is not a folder")
    layout.make()
    began = time.monotonic()
    if up := stack_that_is_up(layout, console):
        return _load(layout, console, drops, dag_id, up.urls, lambda: Airflow(up.api(), lambda: None))
    with Stack(layout, "run", console.print) as stack:
        stack.check_ports()
        stack.start_postgres()
        console.print(f"PostgreSQL is up ({time.monotonic() - began:.1f} s)")

        def start() -> Airflow:
            introduce_login(layout, console)
            started = time.monotonic()
            with console.status("starting Airflow"):
                api = stack.start_airflow(scheduled=False)
            console.print(f"Airflow is up ({time.monotonic() - started:.1f} s)")
            return Airflow(api, stack.revive)

        return _load(layout, console, drops, dag_id, stack.urls, start)


def stack_that_is_up(layout: Layout, console: Console) -> Stack | None:
    """The stack `make up` left running, if it did.

    Raises:
        StackError: another command runs one for itself.
    """
    running = holder(layout)
    if not running:
        return None
    record = Record.read(layout)
    if record.mode != "up" or not record.ready:
        raise StackError(f"another run is at work here (pid {running}): wait for it, or `make down`")
    console.print("using the stack that is up")
    stack = Stack(layout, "up")
    stack.adopt(record)
    return stack


def introduce_login(layout: Layout, console: Console) -> None:
    """Show the UI's password when it is new. Only on screen: it does not belong in a log."""
    secrets = SecretFiles(layout.secrets)
    if write_admin_password(secrets):
        console.print(f"login to Airflow's UI: {ADMIN}, password {secrets.get(ADMIN_SECRET)} (shown this once, kept in "
                      f"{secrets.path(ADMIN_SECRET)})")  # fmt: skip


def prepare_warehouse(urls: Urls) -> list[str]:
    """Bring the warehouse to its newest form; returns the migrations applied."""
    return migrate(urls.owner)


def _load(
    layout: Layout, console: Console, drops: Path | None, dag_id: str, urls: Urls, start: Callable[[], Airflow]
) -> int:
    applied = prepare_warehouse(urls)
    if applied:
        console.print(f"warehouse prepared: {len(applied)} migrations")
    source = drops or layout.samples
    settings = Settings.from_env().model_copy(update={"home": layout.home})
    delivered = deliver(source, layout.inbox, settings.settle_seconds + 1)
    console.print(f"{delivered.new} new files from {source}")
    with contextlib.closing(psycopg2.connect(urls.loader)) as connection:
        days = daily.waiting(connection, settings)
    failed: list[Run] = []
    if days:
        airflow = start()
        await_dag(airflow, dag_id)
        runs = ask_and_watch(airflow, console, dag_id, days)
        failed = [run for run in runs if run.state != "success"]
        if failed:
            explain_failures(airflow.api, console, dag_id, failed)
    else:
        console.print("nothing new: the warehouse has read every file of the inbox")
    show_summary(console, urls, sorted(delivered.days | set(days)))
    return 1 if failed else 0


def show_summary(console: Console, urls: Urls, days: Sequence[date]) -> None:
    """What came in on these days and what became of it; of very many days, the last."""
    with contextlib.closing(psycopg2.connect(urls.reader)) as connection:
        console.print(as_renderable(summary(connection, days=days[-SUMMARY_DAYS:])), soft_wrap=False)
    console.print("  `make up` keeps UI and warehouse running for .venv/bin/dropwire; `make help` lists the rest")


def await_dag(airflow: Airflow, dag_id: str) -> None:
    """Wait until the DAG has been read, and let it run.

    Raises:
        StackError: its file cannot be read, or it does not appear.
    """
    deadline = time.monotonic() + DAG_SECONDS
    while not airflow.api.has_dag(dag_id):
        if errors := airflow.api.import_errors():
            raise StackError("a DAG file cannot be read: " + "; ".join(errors))
        if time.monotonic() > deadline:
            raise StackError(f"the DAG {dag_id} did not appear in {DAG_SECONDS:.0f} s")
        airflow.revive()
        time.sleep(0.3)
    airflow.api.unpause(dag_id)


def ask_and_watch(airflow: Airflow, console: Console, dag_id: str, days: dict[date, int]) -> list[Run]:
    """Have each day run, in order, and show how it goes until all have finished."""
    waiting = list(days.items())
    active: dict[str, date] = {}
    finished: list[Run] = []
    with Board(console, days, airflow.api.task_order(dag_id)) as board:
        while waiting or active:
            while waiting and len(active) < AT_ONCE:
                day, _ = waiting.pop(0)
                active[_ask(airflow.api, dag_id, day)] = day
            runs = [airflow.api.get_run(dag_id, run_id) for run_id in active]
            tasks = airflow.api.task_instances(dag_id, list(active))  # after the runs: an end shows its last tasks
            for run in runs:
                day = active[run.run_id]
                board.day(day, run.state, [task for task in tasks if task.run_id == run.run_id])
                if run.finished:
                    finished.append(run)
                    del active[run.run_id]
            airflow.revive()
            time.sleep(0.5)
    return finished


def _ask(api: AirflowApi, dag_id: str, day: date) -> str:
    """The id of a run that will do this day: a new one, or the one that stands, cleared when it had finished."""
    run = api.run_of_day(dag_id, day)
    if run is None:
        return api.create_run(dag_id, day, UNATTENDED).run_id
    if run.finished:
        api.clear_run(dag_id, run.run_id)
    return run.run_id


def explain_failures(api: AirflowApi, console: Console, dag_id: str, runs: list[Run]) -> None:
    """Say which tasks failed, what the first of them wrote last, and what to do."""
    failed = [task for task in api.task_instances(dag_id, [run.run_id for run in runs]) if task.state == "failed"]
    for run in runs:
        names = sorted({task.task_id for task in failed if task.run_id == run.run_id})
        console.print(f"[red]{run.day} failed[/red] in {', '.join(names) or 'no task'}")
    for task in failed[:1]:
        console.print(f"What {task.task_id} of {task.run_id} wrote last:")
        console.print(api.log(dag_id, task), markup=False, style="dim")
    console.print("Mend what the log names, then give the same command again. `make up` shows it all.")
