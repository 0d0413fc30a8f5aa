"""`make backfill`: past days through Airflow's own backfill, with a preview, progress on screen and a summary."""

from __future__ import annotations

import argparse
import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import psycopg2
from rich.console import Console
from rich.table import Table

from dropwire.backfills import Day, days_between, preview
from dropwire.config import Settings
from dropwire.local.airflow_api import AirflowApi, Backfill, Run, TaskInstance
from dropwire.local.layout import Layout
from dropwire.local.progress import Board
from dropwire.local.run import (
    DAG,
    Airflow,
    await_dag,
    explain_failures,
    introduce_login,
    prepare_warehouse,
    show_summary,
    stack_that_is_up,
)
from dropwire.local.stack import Stack, StackError, Urls
from dropwire.report.words import count

AGAIN = {"missing": "none", "failed": "failed", "all": "completed"}
"""Which days that ran already are run again, in Airflow's words."""
HELD = {
    "ask": {},
    "publish": {"wait_hours": 0, "if_no_answer": "Publish"},
    "discard": {"wait_hours": 0, "if_no_answer": "Discard"},
}  # fmt: skip
AT_ONCE = 2
STATES = {
    "loading": "being loaded", "held": "waits for a decision", "failed": "failed", "missing": "files wait",
    "discarded": "set aside by a person", "outdated": "loaded with older rules", "loaded": "loaded",
    "empty": "nothing came", "none": "never run",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for."""

    first: date
    last: date
    reprocess: str
    at_once: int
    params: dict[str, object]


def backfill_days(layout: Layout, console: Console, arguments: Sequence[str]) -> int:
    """The whole of `make backfill`; returns the exit code."""
    given = _parser().parse_args(arguments)
    layout.make()
    if given.steer:
        return _steer(layout, console, given.steer)
    first, last = days_between(given.first, given.last, datetime.now(UTC).date())
    params = HELD[given.held] | {"force": given.force}
    asked = Asked(first, last, AGAIN[given.again], given.at_once, params)
    with _airflow(layout, console) as (airflow, urls, is_ours):
        await_dag(airflow, DAG)
        running = airflow.api.active_backfill(DAG)
        if running and (running.first, running.last) != (first, last):
            raise StackError(
                f"the backfill of {running.first} to {running.last} is not done, and there is one at a time: wait for "
                "it, or cancel it with `make backfill ARGS=--cancel`"
            )
        days = _days(layout, urls, asked)
        wanted = airflow.api.backfill_days(DAG, first, last, asked.reprocess)
        show_preview(console, days, wanted, asked)
        if given.dry_run or not (wanted or running):
            return 0
        if running:
            console.print("it is under way already: this is how it goes")
        made = running or airflow.api.create_backfill(DAG, first, last, asked.reprocess, asked.at_once, params)
        shown = {day.standing.day: day.n_new for day in days if running or day.standing.day in wanted}
        runs = _watch(airflow, console, made, shown, is_ours)
        return _conclude(airflow.api, console, urls, runs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make backfill", description=__doc__)
    parser.add_argument("--from", dest="first", metavar="DAY", help="first day, as 2017-11-01 (FROM=)")
    parser.add_argument("--to", dest="last", metavar="DAY", help="last day, included; the first alone without it (TO=)")
    parser.add_argument("--dry-run", action="store_true", help="only show what lies there and what would run")
    parser.add_argument("--again", choices=list(AGAIN), default="failed",
                        help="which days to run: never run; those and failed ones (default); all")  # fmt: skip
    parser.add_argument("--force", action="store_true", help="read files that were loaded before once more")
    parser.add_argument("--at-once", type=int, choices=range(1, 17), default=AT_ONCE, metavar="N",
                        help="days at the same time (default %(default)s)")  # fmt: skip
    parser.add_argument("--held", choices=list(HELD), default="ask",
                        help="a day the checks hold: ask a person (default), publish it, set it aside")  # fmt: skip
    steering = (("pause", "begin no more days"), ("resume", "go on"), ("cancel", "give up what has not begun"))
    for action, text in steering:
        name = "unpause" if action == "resume" else action
        parser.add_argument(f"--{action}", dest="steer", action="store_const", const=name,
                            help=f"of the backfill under way: {text}")  # fmt: skip
    return parser


def _steer(layout: Layout, console: Console, action: str) -> int:
    stack = stack_that_is_up(layout, console)
    running = stack and stack.api().active_backfill(DAG)
    if not stack or not running:
        raise StackError("no backfill is under way")
    stack.api().steer_backfill(running.backfill_id, action)
    done = {"pause": "paused", "unpause": "goes on", "cancel": "cancelled"}[action]
    console.print(f"{running.first} to {running.last}: {done}; days at work go on to their end")
    return 0


@contextlib.contextmanager
def _airflow(layout: Layout, console: Console) -> Iterator[tuple[Airflow, Urls, bool]]:
    """The Airflow that is up, or one for the while (True: it ends with us)."""
    if up := stack_that_is_up(layout, console):
        prepare_warehouse(up.urls)
        yield Airflow(up.api(), lambda: None), up.urls, False
        return
    with Stack(layout, "run", console.print) as stack:
        stack.check_ports()
        stack.start_postgres()
        prepare_warehouse(stack.urls)
        introduce_login(layout, console)
        with console.status("starting Airflow"):
            api = stack.start_airflow(scheduled=False)
        yield Airflow(api, stack.revive), stack.urls, True


def _days(layout: Layout, urls: Urls, asked: Asked) -> list[Day]:
    settings = Settings.from_env().model_copy(update={"home": layout.home})
    with contextlib.closing(psycopg2.connect(urls.loader)) as connection:
        return preview(connection, settings, asked.first, asked.last)[0]


def show_preview(console: Console, days: Sequence[Day], wanted: set[date], asked: Asked) -> None:
    """Each day with something to tell, and the sums."""
    table = Table("day", "new files", "loaded files", "stands", "would run", box=None, pad_edge=False)
    for day in days:
        stands = day.standing
        if day.n_new or stands.state != "none":
            row = (str(stands.day), str(day.n_new or ""), str(stands.n_read_files or ""), STATES[day.state])
            table.add_row(*row, "yes" if stands.day in wanted else "no")
    if table.row_count:
        console.print(table)
    new = sum(day.n_new for day in days if day.standing.day in wanted)
    left = [day for day in days if day.n_new and day.standing.day not in wanted]
    console.print(f"{len(wanted)} of {len(days)} days would run, {new} new files, {asked.at_once} days at once")
    if unfinished := sum(day.n_unfinished for day in days):
        console.print(f"not counted: {count(unfinished, 'file')} still being written; ask again in a moment")
    if left:
        console.print(f"{len(left)} days that ran have files that came later: ARGS='--again all' takes them")


def _watch(airflow: Airflow, console: Console, made: Backfill, files: dict[date, int], is_ours: bool) -> list[Run]:
    """Show how it goes until no run of it is left to end. Ctrl-C cancels one whose Airflow ends with us."""
    told: set[str] = set()
    runs: list[Run] = []
    with Board(console, files, airflow.api.task_order(DAG)) as board:
        while True:
            try:
                made = airflow.api.get_backfill(made.backfill_id)
                found = airflow.api.runs_between(DAG, made.first, made.last)
                runs = [run for run in found if run.day in files]
                tasks = airflow.api.task_instances(DAG, [run.run_id for run in runs if run.state == "running"])
                _tell(airflow.api, console, board, runs, tasks, told)
                if made.is_complete and not any(run.state == "running" for run in runs):
                    return runs
                airflow.revive()
                time.sleep(1)
            except KeyboardInterrupt:
                if not is_ours:
                    console.print("it goes on in Airflow; to end it: make backfill ARGS=--cancel")
                    raise
                if made.is_complete:
                    raise
                airflow.api.steer_backfill(made.backfill_id, "cancel")
                console.print("cancelled; days at work go on to their end")


def _tell(
    api: AirflowApi, console: Console, board: Board, runs: list[Run], tasks: list[TaskInstance], told: set[str]
) -> None:
    for run in runs:
        own = [task for task in tasks if task.run_id == run.run_id]
        if run.day:
            board.day(run.day, run.state, own)
        if run.run_id not in told and any(task.state == "awaiting_input" for task in own):
            told.add(run.run_id)
            console.print(f"{run.day} waits for a decision: {api.address}/dags/{DAG}/runs/{run.run_id}", style="yellow")


def _conclude(api: AirflowApi, console: Console, urls: Urls, runs: list[Run]) -> int:
    failed = [run for run in runs if run.state == "failed"]
    began = {task.run_id for task in api.task_instances(DAG, [run.run_id for run in failed]) if task.state == "failed"}
    if broken := [run for run in failed if run.run_id in began]:
        explain_failures(api, console, DAG, broken)
    show_summary(console, urls, sorted(run.day for run in runs if run.day and run.state == "success"))
    if left := len(failed) - len(broken):
        console.print(f"{left} days were cancelled before they began; the same command takes them up again")
    return 1 if failed else 0
