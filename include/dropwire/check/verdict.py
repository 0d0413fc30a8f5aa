"""Check a staged load: set failing rows aside, keep the results, say whether it may be published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from psycopg2.extensions import connection, cursor
from psycopg2.extras import Json, execute_values

from dropwire.check.engine import Result, run
from dropwire.check.rules import DATASETS, Rule, load_rules


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of the checks on one load."""

    outcome: Literal["pass", "warn", "stop"]
    reason: str
    """The rules that did not hold, in one line; empty when all did."""
    results: tuple[Result, ...] = ()
    rejected_items: int = 0
    rejected_events: int = 0
    """Events set aside alone, without their article."""


def check(conn: connection, url: str, load_id: int, rules: Sequence[Rule] | None = None) -> Verdict:
    """Hold the staged rows of a load to the rules.

    Failing rows of `reject` rules go to `ops.rejects`, results to `ops.check_results`; a second run replaces both.
    `url` is that of the login behind `conn`: Great Expectations opens a connection of its own.

    Raises:
        BadDay: an expectation could not be evaluated.
    """
    with conn, conn.cursor() as cur:
        cur.execute(_statement("count_staged"), {"load_id": load_id})
        staged = bool(cur.fetchone()[0])  # type: ignore[index]
        queries = {name: cur.mogrify(_statement(name), {"load_id": load_id}).decode() for name in DATASETS}
    # an empty load needs no seconds of import
    results = tuple(run(url, queries, load_rules() if rules is None else rules)) if staged else ()
    failed = [result for result in results if not result.success or result.n_failed]
    stop = [result for result in failed if result.rule.severity == "stop"]
    outcome: Literal["pass", "warn", "stop"] = "stop" if stop else "warn" if failed else "pass"
    with conn, conn.cursor() as cur:
        items, events = _record(cur, load_id, results, outcome)
    return Verdict(outcome, "; ".join(_told(result) for result in stop or failed), results, items, events)


def _record(cur: cursor, load_id: int, results: Sequence[Result], outcome: str) -> tuple[int, int]:
    values = {"load_id": load_id, "verdict": outcome}
    cur.execute(_statement("clear_checks"), values)
    aside = [
        (failure.item_id, failure.event_no, result.rule.name, _reason(result, failure.found), _json(failure.found))
        for result in results
        if result.rule.severity == "reject"
        for failure in result.failures
    ]
    rows = cur.mogrify(_statement("set_aside"), values).decode().replace("{rows}", "%s")
    execute_values(cur, rows, aside, template="(%s::uuid, %s::integer, %s, %s, %s::jsonb)", page_size=1000)
    kept = [
        (
            load_id, r.rule.name, r.rule.dataset, r.rule.expectation, r.rule.severity,
            r.success and not r.n_failed, r.n_rows, r.n_failed, _json(r.observed), r.rule.reason,
        )
        for r in results
    ]  # fmt: skip
    execute_values(cur, _statement("keep_results"), kept)
    cur.execute(_statement("count_rejected"), values)
    items, events = cur.fetchone() or (0, 0)
    return items, events


def _reason(result: Result, found: object) -> str:
    shown = ", ".join(f"{name} = {_short(value)}" for name, value in dict(found).items())  # type: ignore[call-overload]
    return f"{result.rule.reason} Found: {shown}." if shown else result.rule.reason


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _told(result: Result) -> str:
    count = f" ({result.n_failed} of {result.n_rows})" if result.n_rows else ""
    return f"{result.rule.name}{count}: {result.rule.reason}"


def _json(value: object) -> Json:
    return Json(value, dumps=lambda item: json.dumps(item, default=str, ensure_ascii=False).replace("\\u0000", ""))


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
