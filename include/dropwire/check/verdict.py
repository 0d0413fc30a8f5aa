"""Check a staged load: set failing rows aside, keep the results, say whether it may be published."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from psycopg2.extensions import connection, cursor
from psycopg2.extras import Json, execute_values

from dropwire.check.engine import EXAMPLES, Result, judging
from dropwire.check.rules import DATASETS, Dataset, Rule, load_rules

Outcome = Literal["pass", "warn", "hold", "stop"]

_ROWS: tuple[Dataset, ...] = ("articles", "events", "mentions")
_WHOLE: tuple[Dataset, ...] = ("items", "load")
"""Datasets about the load as a whole, looked at when it is known which rows are set aside."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of the checks on one load."""

    outcome: Outcome
    reason: str
    """The rules that did not hold, in one line; empty when all did."""
    results: tuple[Result, ...] = ()
    rejected_items: int = 0
    rejected_events: int = 0
    """Events set aside alone, without their article."""


def check(
    conn: connection,
    url: str,
    load_id: int,
    rules: Sequence[Rule] | None = None,
    *,
    sources: Sequence[Mapping[str, object]] = (),
    attended: bool = False,
) -> Verdict:
    """Hold the staged rows of a load to the rules.

    Failing rows of `reject` rules go to `ops.rejects`, unless a person waived the rule for the item; results go to
    `ops.check_results`. A second run replaces both. `url` is that of the login behind `conn`: Great Expectations opens
    a connection of its own. `sources` is what is known of single sources: names, domains, languages, online_since.
    Of an `attended` load, which a person began row by row, rules that hold only warn.

    Raises:
        BadDay: an expectation could not be evaluated.
    """
    values = {"load_id": load_id, "sources": _json(list(sources)), "countries": _json(_countries())}
    rules = load_rules() if rules is None else rules
    with conn, conn.cursor() as cur:
        cur.execute(_statement("count_staged"), values)
        n_staged, n_items = cur.fetchone() or (0, 0)
        queries = {name: cur.mogrify(_statement(name), values).decode() for name in DATASETS}
        cur.execute(_statement("clear_checks"), {**values, "verdict": None})
        if n_staged:
            cur.execute(_statement("analyze_staging"))
    results: list[Result] = []
    if n_staged or n_items:  # a load that read nothing needs no seconds of import
        with judging(url, queries, rules) as held:
            if n_staged:
                results = held(_ROWS)
                with conn, conn.cursor() as cur:
                    _set_aside(cur, load_id, results)
            if n_items:
                results += held(_WHOLE)
    failed = [result for result in results if result.failed]
    outcome, deciding = _outcome(failed, attended)
    with conn, conn.cursor() as cur:
        items, events = _record(cur, load_id, results, outcome)
    return Verdict(outcome, "; ".join(_told(result) for result in deciding), tuple(results), items, events)


def _outcome(failed: Sequence[Result], attended: bool) -> tuple[Outcome, Sequence[Result]]:
    """The verdict, and the results it rests on."""
    grave: tuple[Outcome, ...] = ("stop",) if attended else ("stop", "hold")
    for severity in grave:
        deciding = [result for result in failed if result.rule.severity == severity]
        if deciding:
            return severity, deciding
    return ("warn" if failed else "pass"), failed


def _set_aside(cur: cursor, load_id: int, results: Sequence[Result]) -> None:
    aside = [
        (failure.item_id, failure.event_no, result.rule.name, _reason(result, failure.found), _json(failure.found))
        for result in results
        if result.rule.severity == "reject"
        for failure in result.failures
    ]
    rows = cur.mogrify(_statement("set_aside"), {"load_id": load_id}).decode().replace("{rows}", "%s")
    execute_values(cur, rows, aside, template="(%s::uuid, %s::integer, %s, %s, %s::jsonb)", page_size=1000)


def _record(cur: cursor, load_id: int, results: Sequence[Result], outcome: Outcome) -> tuple[int, int]:
    values = {"load_id": load_id, "verdict": outcome}
    cur.execute(_statement("set_verdict"), values)
    kept = [
        (
            load_id, r.rule.name, r.rule.dataset, r.rule.expectation, r.rule.severity, not r.failed, r.n_rows,
            r.n_failed, _json(r.observed), _failing(r), r.rule.reason,
        )
        for r in results
    ]  # fmt: skip
    execute_values(cur, _statement("keep_results"), kept)
    cur.execute(_statement("count_rejected"), values)
    items, events = cur.fetchone() or (0, 0)
    return items, events


def _failing(result: Result) -> Json:
    """A few rows as examples; of a rule for which the batch is held all, as a person may leave them out."""
    kept = result.failures if result.rule.severity == "hold" and result.failed else result.failures[:EXAMPLES]
    return _json([{"item_id": one.item_id, "event_no": one.event_no, "found": one.found} for one in kept])


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
def _countries() -> list[dict[str, str]]:
    """The box each country lies in: degrees south, west, north, east."""
    text = (files(__package__) / "countries.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
