"""Great Expectations, kept behind one function: rows stay in PostgreSQL, verdicts come out plain."""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dropwire.check.rules import DATASETS, Dataset, Rule
from dropwire.errors import BadDay, SourceDown

EXAMPLES = 20
"""Failing rows named for a rule that only tells of them, or bears them."""
MOST_ROWS = 10_000_000
"""Failing rows named for a rule by which rows are set aside, now or by a person's answer to a load that is held."""
ROW_COUNT = ("row count", "expect_table_row_count_to_be_between", {"min_value": 0})


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that failed a rule: its key and the values the rule looked at."""

    item_id: str
    event_no: int | None
    found: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one rule."""

    rule: Rule
    success: bool
    n_rows: int
    n_failed: int
    observed: object
    failures: tuple[Failure, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the rule did not hold. One with `mostly` bears some failing rows, others bear none."""
        return not self.success or ("mostly" not in self.rule.arguments and self.n_failed > 0)


@contextmanager
def judging(
    url: str, queries: Mapping[Dataset, str], rules: Sequence[Rule]
) -> Iterator[Callable[[Iterable[Dataset]], list[Result]]]:
    """What holds datasets, each given as a query, to their rules; a query runs when its dataset is first asked for.

    Raises, within the block:
        BadDay: an expectation could not be evaluated at all.
        SourceDown: the warehouse went away meanwhile.
    """
    gx = great_expectations()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    # `$` would be taken for a variable of its configuration
    address = "postgresql+psycopg2://" + url.split("://", 1)[1].replace("$", "%24")
    assets = [
        {"type": "query", "name": name, "query": query, "batch_definitions": [{"name": "load"}]}
        for name, query in queries.items()
    ]
    # a temporary table: what the query computes is computed once, not once per expectation
    source = context.data_sources.add_postgres(
        "warehouse", connection_string=address, create_temp_table=True, assets=assets
    )
    engine = source.get_execution_engine().engine
    losses = _losses(engine)

    def held(datasets: Iterable[Dataset]) -> list[Result]:
        found = []
        for dataset in datasets:
            own = [rule for rule in rules if rule.dataset == dataset]
            found += _validate(gx, source.get_asset(dataset).get_batch_definition("load"), dataset, own)
        return found

    try:
        yield held
    except Exception as error:  # the library makes its own errors of a lost connection, and goes on with a new one
        if losses:
            raise SourceDown(f"the warehouse went away during the checks: {losses[0]}") from error
        raise
    finally:
        engine.dispose()


def _losses(engine: Any) -> list[str]:  # noqa: ANN401
    """What is told when a connection is lost, from now on; the temporary tables of the checks go with it."""
    from sqlalchemy import event

    found: list[str] = []

    def note(context: Any) -> None:  # noqa: ANN401
        if context.is_disconnect:
            found.append(str(context.original_exception).strip().splitlines()[0])

    event.listen(engine, "handle_error", note)
    return found


def great_expectations() -> Any:  # noqa: ANN401
    """The library, imported late and kept quiet."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # it would phone home otherwise
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # before the import, or it logs each metric
    _put_off("scipy", "stats")  # much of the import and of its memory, for expectations about distributions
    import great_expectations

    return great_expectations


def _put_off(package: str, name: str) -> None:
    """Import `package.name` when something of it is first used (Python's importlib, "Implementing lazy imports")."""
    full = f"{package}.{name}"
    spec = None if full in sys.modules else importlib.util.find_spec(full)
    if spec and spec.loader:
        spec.loader = importlib.util.LazyLoader(spec.loader)
        module = sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        setattr(sys.modules[package], name, module)  # else `from package import name` would look into it


def _validate(gx: Any, definition: Any, dataset: Dataset, rules: Sequence[Rule]) -> list[Result]:  # noqa: ANN401
    """Ask of every rule whether any row fails it, which is cheap and rarely so; then, where one does, for the rows."""
    from great_expectations.validator.v1_validator import Validator

    # not through a batch: it would fetch itself a second time, and the query run twice
    validator: Any = Validator(definition)

    def ask(how: object, asked: Iterable[tuple[str, str, Mapping[str, object]]]) -> dict[str, Any]:
        configured = [{"type": type_, "kwargs": dict(given), "meta": {"rule": name}} for name, type_, given in asked]
        validator.result_format = how
        outcome = validator.validate_expectation_suite(gx.ExpectationSuite(name=dataset, expectations=configured))
        return {one.expectation_config.meta["rule"]: one for one in outcome.results}

    holds = ask("BOOLEAN_ONLY", [(rule.name, rule.expectation, _strict(rule.arguments)) for rule in rules])
    broken = [rule for rule in rules if not holds[rule.name].success]
    told = ask("BASIC", [ROW_COUNT])
    for n_named, severities in ((EXAMPLES, ("warn", "stop", "hold")), (MOST_ROWS, ("reject", "hold"))):
        asked = [
            (rule.name, rule.expectation, rule.arguments)
            for rule in broken
            if rule.severity in severities and not (rule.name in told and told[rule.name].success)
        ]
        # "partial" in its name, this bounds the rows named in the complete format, too
        complete: dict[str, object] = {"result_format": "COMPLETE", "partial_unexpected_count": n_named}
        if DATASETS[dataset]:
            complete["unexpected_index_column_names"] = list(DATASETS[dataset])
        told |= ask(complete, asked) if asked else {}
    n_rows = _details(ROW_COUNT[0], told)["observed_value"]
    return [
        _result(rule, told[rule.name].success, _details(rule.name, told))
        if rule.name in told
        else Result(rule, True, n_rows, 0, None)
        for rule in rules
    ]


def _strict(arguments: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in arguments.items() if name != "mostly"}


def _details(name: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
    error = _error(_plain(told[name].exception_info or {}))
    if error:
        raise BadDay(f"check {name} could not be run: {error}")
    details: Mapping[str, Any] = told[name].result
    return details


def _result(rule: Rule, success: bool, details: Mapping[str, Any]) -> Result:
    """What became of a rule that some row fails."""
    n_rows = details.get("element_count", 0)
    if n_rows < rule.min_rows:
        return Result(rule, True, n_rows, 0, "too few rows to judge a share")
    failures = tuple(_failure(row) for row in details.get("unexpected_index_list") or ())
    n_failed = details.get("unexpected_count", 1)
    if rule.severity == "reject" and len(failures) != n_failed:
        raise BadDay(
            f"check {rule.name}: {n_failed} rows failed but {len(failures)} are named, so none can be set aside"
        )
    observed = _plain(details.get("observed_value", (details.get("partial_unexpected_list") or [])[:5]))
    return Result(rule, success, n_rows, n_failed, observed, failures)


def _failure(row: Mapping[str, object]) -> Failure:
    number = row.get("event_no")
    found = {name: _plain(value) for name, value in row.items() if name not in ("item_id", "event_no")}
    return Failure(str(row["item_id"]), int(str(number)) if number is not None else None, found)


def _plain(value: object) -> Any:  # noqa: ANN401
    """As JSON has it. The library would do so for all it has found, which is several copies of every failing row."""
    from great_expectations.util import convert_to_json_serializable

    return convert_to_json_serializable(value)


def _error(info: Mapping[str, Any]) -> str | None:
    """The message of an exception Great Expectations caught, in either of the forms it reports them."""
    for one in (info, *(value for value in info.values() if isinstance(value, Mapping))):
        if one.get("raised_exception"):
            return str(one.get("exception_message") or "no message").strip().splitlines()[0]
    return None
