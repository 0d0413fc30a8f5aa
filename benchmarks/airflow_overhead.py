"""How long a sample day takes through Airflow, beside a DAG of the same shape whose tasks do nothing.

Starts a stack of its own (embedded PostgreSQL, scheduler, and so on) in a temporary folder, runs each sample day once
through both DAGs in turns, and stops it. Wall time from asking for a run to its end; the median of the days' ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import psycopg2
from picture import bars
from ratios import arguments, judge
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from dropwire.local.run import Airflow

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "include"))
REAL, EMPTY = "articles_daily", "articles_daily_empty"
POLL_SECONDS = 0.05
WARMING = 2
"""Runs of the empty DAG before the first that counts."""
STEPS = """
SELECT dag_id, task_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM end_date - start_date)),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM start_date - scheduled_dttm))
FROM task_instance WHERE state = 'success' GROUP BY 1, 2 ORDER BY min(start_date)
"""
"""Median seconds a task ran, and before that waited."""


class Measured(NamedTuple):
    """Seconds by DAG."""

    days: dict[str, dict[str, float]]
    """Of each day's run."""
    steps: dict[str, dict[str, tuple[float, float]]]
    """Of each step: at work, and waiting before."""


def measure(home: Path, port: int, console: Console) -> Measured:
    """Run each sample day through both DAGs."""
    from dropwire.config import Settings
    from dropwire.local.inbox import deliver
    from dropwire.local.layout import Layout
    from dropwire.local.run import Airflow, await_dag, prepare_warehouse
    from dropwire.local.stack import Stack

    dags = home / "dags"
    shutil.copytree(ROOT / "dags", dags)
    shutil.copytree(ROOT / "benchmarks" / "dags", dags, dirs_exist_ok=True)
    os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(dags)
    layout = Layout(home, ui_port=port)
    days = sorted(date.fromisoformat(folder.name) for folder in layout.samples.iterdir())
    with Stack(layout, "run", lambda line: None) as stack:
        stack.check_ports()
        stack.start_postgres()
        prepare_warehouse(stack.urls)
        deliver(layout.samples, layout.inbox, Settings.from_env().settle_seconds + 1)
        with console.status("starting Airflow"):
            airflow = Airflow(stack.start_airflow(scheduled=False), stack.revive)
        for dag_id in (REAL, EMPTY):
            await_dag(airflow, dag_id)
        for number in range(WARMING):  # what the first runs of all have to wait for
            wall_time(airflow, EMPTY, date(2012, 1, 1 + number))
        found = Measured({REAL: {}, EMPTY: {}}, {REAL: {}, EMPTY: {}})
        for number, day in enumerate(days):
            for dag_id in (REAL, EMPTY) if number % 2 else (EMPTY, REAL):
                found.days[dag_id][str(day)] = wall_time(airflow, dag_id, day)
                console.print(f"{day} {dag_id}: {found.days[dag_id][str(day)]:.1f} s")
        with closing(psycopg2.connect(stack.urls.metadata)) as conn, conn.cursor() as cur:
            cur.execute(STEPS)
            for dag_id, step, work, wait in cur.fetchall():
                found.steps[dag_id][step] = (work, wait)
    return found


def wall_time(airflow: Airflow, dag_id: str, day: date) -> float:
    """Seconds from asking for a day's run to its end.

    Raises:
        SystemExit: the run failed.
    """
    began = time.monotonic()
    run = airflow.api.create_run(dag_id, day)
    while not run.finished:
        time.sleep(POLL_SECONDS)
        airflow.revive()
        run = airflow.api.get_run(dag_id, run.run_id)
    if run.state != "success":
        tasks = [task for task in airflow.api.task_instances(dag_id, [run.run_id]) if task.state == "failed"]
        sys.exit("\n".join([f"{dag_id} of {day} failed", *(airflow.api.log(dag_id, task) for task in tasks[:1])]))
    return time.monotonic() - began


def main() -> None:
    """Run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8098, help="for Airflow's API server (default %(default)s)")
    parser.add_argument("--out", type=Path, default=ROOT / "work" / "bench", help="folder for the JSON and the picture")
    arguments(parser)
    given = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as folder:
        times, steps = measure(Path(folder), given.port, console)
    ratios = [times[REAL][day] / times[EMPTY][day] for day in times[REAL]]
    table = Table("day", REAL, EMPTY, "ratio", title="Seconds of a sample day through Airflow", title_justify="left")
    for day, r in zip(times[REAL], ratios, strict=True):
        table.add_row(day, f"{times[REAL][day]:.1f}", f"{times[EMPTY][day]:.1f}", f"{r:.2f}")
    middles = [median(times[dag_id].values()) for dag_id in (REAL, EMPTY)]
    table.add_row("median", *(f"{seconds:.1f}" for seconds in middles), f"{median(ratios):.2f}", style="bold")
    console.print(table)
    table = Table("step", REAL, "waited", EMPTY, "waited", title="Median seconds of each step", title_justify="left")
    for step, (work, wait) in steps[REAL].items():
        table.add_row(step, *(f"{seconds:.2f}" for seconds in (work, wait, *steps[EMPTY].get(step, ()))))
    console.print(table)
    given.out.mkdir(parents=True, exist_ok=True)
    found = {"seconds": times, "steps": steps, "median_ratio": median(ratios)}
    (given.out / "airflow_overhead.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    picture = bars("A sample day through Airflow, seconds", dict(zip((REAL, EMPTY), middles, strict=True)), " s")
    (given.out / "airflow_overhead.svg").write_text(picture, encoding="utf-8")
    judge({"an empty DAG / the daily one": [1 / one for one in ratios]}, f"{len(ratios)} sample days", given)


if __name__ == "__main__":
    main()
