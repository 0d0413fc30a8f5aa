"""The results page of a run: what came in, what every rule said, how the day compares, which alerts are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Response
from psycopg2.extensions import connection, cursor

from dropwire import report as reports
from dropwire.alert import Alert, open_alerts
from dropwire.alert import troubles as silent_channels
from dropwire.pages.runs.loads import why
from dropwire.pages.shell import View, Warehouse, page, statements
from dropwire.pages.shell.trend import Trend, beside_usual, remark
from dropwire.report import words
from dropwire.report.summary import Load

_ask = partial(statements.ask, __package__)

router = APIRouter()
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Of this page, which Airflow shows in a frame where no script runs: it may have none."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule said of the load."""

    rule: str
    dataset: str
    severity: str
    held: bool
    n_rows: int
    n_failed: int
    reason: str
    rows: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything on the page; `load` is None before the run has begun one."""

    run_id: str
    load: Load | None = None
    n_loads: int = 0
    rules: tuple[RuleResult, ...] = ()
    trends: tuple[Trend, ...] = ()
    alerts: tuple[Alert, ...] = ()
    silent: tuple[tuple[str, int, str], ...] = ()


def rules_of(cur: cursor, load_id: int, *, rule: str | None = None) -> tuple[RuleResult, ...]:
    """What every rule, or one, said of a load, those that failed first, each with up to ten failing rows."""
    return tuple(RuleResult(*row) for row in _ask(cur, "rules", load_id=load_id, rule=rule))


def results(conn: connection, run_id: str) -> Results:
    """Ask the warehouse about the last load a run has begun. The reader's login is enough but for failing rows."""
    with conn, conn.cursor() as cur:
        load_id, n_loads = _ask(cur, "load_of_run", run_id=run_id)[0]
    alerts, silent = tuple(open_alerts(conn)), tuple(silent_channels(conn))
    if load_id is None:
        return Results(run_id, alerts=alerts, silent=silent)
    load = reports.summary(conn, load_ids=[load_id], n_events=0).loads[0]
    with conn, conn.cursor() as cur:
        rules = rules_of(cur, load_id)
        compared = tuple(beside_usual(cur, load.day, load.load_id))
    return Results(run_id, load, n_loads, rules, compared, alerts, silent)


@router.get("/{dag_id}/{run_id:path}")
def show(viewer: View, conn: Warehouse, dag_id: str, run_id: str) -> Response:
    """The page of one run; who may see the run may see it."""
    found = results(conn, run_id)
    load = found.load
    answer = page(
        viewer, "results/results.html.j2", run=found, load=load, remark=remark,
        told=words.outcome(load) if load else "", why=why(run_id, load.kind) if load else "",
        parts=_account(load) if load else [],
        failed=[rule for rule in found.rules if not rule.held],
        passed=[rule for rule in found.rules if rule.held],
    )  # fmt: skip
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _account(load: Load) -> list[tuple[str, int, int]]:
    """Name, count and share in whole percent (of what was read) of each disposition."""
    counts = load.counts
    names = ("loaded", "unchanged", "duplicate", "quarantined", "skipped")
    return [
        (name, n, round(100 * n / counts.read) if counts.read else 0)
        for name in names
        if (n := getattr(counts, name)) or name == "loaded"
    ]
