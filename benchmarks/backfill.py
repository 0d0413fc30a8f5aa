"""A month of past days by backfill beside one day alone, through Airflow: `make bench-backfill`.

Starts a stack of its own in a temporary folder, drops `--articles` generated articles into each day, runs single days
one after the other, then a backfill of the month for each number of days at once. Wall time from asking to the end of
the last run; where the seconds of a day went is what its load has noted of its steps, the rest is Airflow's.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
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
    from dropwire.local.run import Airflow

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "include"))
DAG, FIRST, ALONE = "articles_daily", date(2015, 1, 1), 3
STEPS = """SELECT step, sum(seconds) / %s FROM ops.load_steps JOIN ops.loads USING (load_id)
           WHERE day BETWEEN %s AND %s GROUP BY step ORDER BY min(load_steps.started_at)"""


def months(days: int, n: int) -> list[tuple[date, date]]:
    """The single days as one range, then `n` ranges of `days` days."""
    found = [(FIRST, FIRST + timedelta(days=ALONE))]
    for _ in range(n):
        begin = found[-1][1] + timedelta(days=1)
        found.append((begin, begin + timedelta(days=days - 1)))
    return found


def span(first: date, last: date) -> Iterator[date]:
    """Every day of a range."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def fill(inbox: Path, ranges: list[tuple[date, date]], articles: int) -> None:
    """Drop so many articles into each day."""
    made = drops(articles * sum((last - first).days + 1 for first, last in ranges))
    for day in (day for first, last in ranges for day in span(first, last)):
        folder = inbox / day.isoformat()
        folder.mkdir(parents=True)
        for _ in range(articles):
            name, data = next(made, ("", b""))
            if name:
                (folder / name.replace("/", "_")).write_bytes(data)


def backfill(airflow: Airflow, first: date, last: date, at_once: int) -> float:
    """Seconds from asking for a backfill to the end of its last run."""
    began = time.monotonic()
    made = airflow.api.create_backfill(DAG, first, last, "none", at_once, {})
    while True:
        runs = airflow.api.runs_between(DAG, first, last)
        if failed := [run for run in runs if run.state == "failed"]:
            sys.exit(f"{len(failed)} days failed, {failed[0].run_id} first")
        if len(runs) == (last - first).days + 1 and all(run.finished for run in runs):
            break
        airflow.revive()
        time.sleep(0.5)
    seconds = time.monotonic() - began
    while not airflow.api.get_backfill(made.backfill_id).is_complete:  # there is one at a time
        time.sleep(0.5)
    return seconds


def measure(home: Path, given: argparse.Namespace, console: Console) -> dict[str, dict[str, float]]:
    """Seconds a day, and of which steps, for each way of running."""
    from dropwire.config import Settings
    from dropwire.local.layout import Layout
    from dropwire.local.run import Airflow, await_dag, prepare_warehouse
    from dropwire.local.stack import Stack

    layout = Layout(home, ui_port=given.port)
    layout.make()
    ranges = months(given.days, len(given.at_once))
    fill(layout.inbox, ranges, given.articles)
    time.sleep(Settings.from_env().settle_seconds + 1)
    found: dict[str, dict[str, float]] = {}
    with Stack(layout, "run", lambda line: None) as stack:
        stack.check_ports()
        stack.start_postgres()
        prepare_warehouse(stack.urls)
        with console.status("starting Airflow"):
            airflow = Airflow(stack.start_airflow(scheduled=False), stack.revive)
        await_dag(airflow, DAG)
        alone = [wall_time(airflow, DAG, day) for day in span(*ranges[0])][1:]  # the first warms up
        found["one day alone"] = {"a day": median(alone)} | steps(stack.urls.reader, *ranges[0])
        console.print(f"one day alone: {median(alone):.1f} s")
        for at_once, (first, last) in zip(given.at_once, ranges[1:], strict=True):
            seconds = backfill(airflow, first, last, at_once)
            name = f"{given.days} days, {at_once} at once"
            found[name] = {"in all": seconds, "a day": seconds / given.days} | steps(stack.urls.reader, first, last)
            console.print(f"{name}: {seconds:.1f} s")
    return found


def steps(url: str, first: date, last: date) -> dict[str, float]:
    """Mean seconds of each step over the days' loads."""
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
        cur.execute(STEPS, ((last - first).days + 1, first, last))
        return dict(cur.fetchall())


def main() -> None:
    """Run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=31, help="of a backfill (default %(default)s)")
    parser.add_argument("--articles", type=int, default=100, help="of a day (default %(default)s)")
    parser.add_argument(
        "--at-once", type=int, nargs="+", default=[1, 2, 4], help="days at the same time (default 1 2 4)"
    )
    parser.add_argument("--port", type=int, default=8097, help="for Airflow's API server (default %(default)s)")
    parser.add_argument("--out", type=Path, default=ROOT / "work" / "bench", help="folder for the JSON")
    given = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as folder:
        found = measure(Path(folder), given, console)
    columns = list(dict.fromkeys(name for row in found.values() for name in row))
    table = Table("", *columns, title=f"Seconds, {given.articles} articles a day", title_justify="left")
    for name, row in found.items():
        table.add_row(name, *(f"{row[column]:.1f}" if column in row else "" for column in columns))
    console.print(table)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "backfill.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
