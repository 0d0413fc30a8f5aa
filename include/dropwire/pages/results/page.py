"""The results page of a run: what came in, what every rule said, how the day compares, which alerts are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from psycopg2.extensions import connection, cursor

from dropwire import report as reports
from dropwire.alert import Alert, open_alerts
from dropwire.alert import troubles as silent_channels
from dropwire.pages.shell.trend import Trend, beside_usual, remark
from dropwire.report import words
from dropwire.report.summary import Load

if TYPE_CHECKING:
    from jinja2 import Template

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of every answer: nothing from elsewhere, no script, no other site's frame."""


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


def results(conn: connection, run_id: str) -> Results:
    """Ask the warehouse about the last load a run has begun. The reader's login is enough but for failing rows."""
    with conn, conn.cursor() as cur:
        load_id, n_loads = _ask(cur, "load_of_run", run_id=run_id)[0]
    alerts, silent = tuple(open_alerts(conn)), tuple(silent_channels(conn))
    if load_id is None:
        return Results(run_id, alerts=alerts, silent=silent)
    load = reports.summary(conn, load_ids=[load_id], n_events=0).loads[0]
    with conn, conn.cursor() as cur:
        rules = tuple(RuleResult(*row) for row in _ask(cur, "rules", load_id=load_id))
        compared = tuple(beside_usual(cur, load.day, load.load_id))
    return Results(run_id, load, n_loads, rules, compared, alerts, silent)


def page(found: Results, base: str) -> str:
    """The page as HTML; `base` is the address of the app, where its style sheet is."""
    load = found.load
    values = {
        "run": found, "load": load, "base": base,
        "outcome": words.outcome(load) if load else "",
        "tone": _tone(load) if load else "quiet",
        "parts": _account(load) if load else [],
        "failed": [rule for rule in found.rules if not rule.held],
        "passed": [rule for rule in found.rules if rule.held],
    }  # fmt: skip
    return _template().render(values)


def style() -> str:
    """The style sheet."""
    return (files(__package__) / "results.css").read_text(encoding="utf-8")


def _tone(load: Load) -> str:
    if load.status == "failed" or load.verdict == "stop":
        return "bad"
    if load.verdict == "hold" or load.status in ("held", "discarded"):
        return "held"
    return "warn" if load.verdict == "warn" else "good" if load.status == "published" else "quiet"


def _account(load: Load) -> list[tuple[str, int, int]]:
    """Name, count and share in whole percent (of what was read) of each disposition."""
    counts = load.counts
    names = ("loaded", "unchanged", "duplicate", "quarantined", "skipped")
    return [
        (name, n, round(100 * n / counts.read) if counts.read else 0)
        for name in names
        if (n := getattr(counts, name)) or name == "loaded"
    ]


def _ask(cur: cursor, name: str, **values: object) -> list[tuple[Any, ...]]:
    cur.execute((files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8"), values)
    return cur.fetchall()


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    text = (files(__package__) / "results.html.j2").read_text(encoding="utf-8")
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters.update(drawing=Markup, remark=remark)  # drawings are our own SVG only, whose texts are escaped
    return env.from_string(text)
