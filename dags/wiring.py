"""What the DAG files share: the warehouse's connection, and which errors another try can mend."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import BaseHook, ExceptionRetryPolicy, RetryAction, RetryRule

if TYPE_CHECKING:
    from psycopg2.extensions import connection

    from dropwire.alerting import Office, Seen

RETRY_BY_KIND = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception=["dropwire.errors.BadDay", "dropwire.errors.ConfigError"],
            action=RetryAction.FAIL,
            reason="A person must decide: another try would end the same.",
        ),
        RetryRule(
            exception=[ImportError, NameError, TypeError, AttributeError],
            action=RetryAction.FAIL,
            reason="A fault of the program: please report the log.",
        ),
        RetryRule(
            exception=["dropwire.errors.SourceDown", "psycopg2.OperationalError", "psycopg2.InterfaceError"],
            action=RetryAction.RETRY,
            retry_delay=timedelta(seconds=30),
            reason="Something outside did not answer.",
        ),
    ]
)


DEFAULTS = {
    "owner": "dropwire",
    "retries": 2,
    "retry_delay": timedelta(minutes=1),
    "retry_policy": RETRY_BY_KIND,
}
"""Of every task, where its DAG says nothing else."""


def day_of(context: Any) -> date:
    """The day a run stands for: the one its form names, else the last that had ended; of a backfill, its own."""
    if context["params"]["day"] and context["dag_run"].run_type != "backfill":
        return date.fromisoformat(context["params"]["day"])
    return context.get("data_interval_start", context["dag_run"].run_after - timedelta(days=1)).date()  # type: ignore[no-any-return]


PATIENCE = {"connect_timeout": 30, "keepalives_idle": 60, "keepalives_interval": 15, "keepalives_count": 8}
"""Seconds, and how often: a server that is gone without a word is noticed after three minutes, not two hours."""


@contextmanager
def warehouse() -> Iterator[connection]:
    """A connection to the warehouse, closed at the end."""
    import psycopg2

    with closing(psycopg2.connect(warehouse_url(), **PATIENCE)) as conn:
        yield conn


@contextmanager
def fenced() -> Iterator[connection]:
    """The same, and no earlier try of this task has one any more: it may only have been paused, and come back."""
    from airflow.sdk import get_current_context

    from dropwire.load import begin_try

    ti = get_current_context()["ti"]
    with warehouse() as conn:
        begin_try(conn, f"{ti.dag_id} {ti.run_id} {ti.task_id} {ti.map_index}", ti.try_number)
        yield conn


def warehouse_url() -> str:
    """The warehouse's address in the form libpq and SQLAlchemy read.

    Raises:
        ConfigError: the connection leads to something else than PostgreSQL.
    """
    from dropwire.config import CONNECTION, libpq_url

    return libpq_url(BaseHook.get_connection(CONNECTION).get_uri())


def alerting(context: Any, tell: Callable[[connection, Office, Seen], str]) -> None:
    """Let `tell` tell about the run whom it concerns. Whatever goes wrong with that is logged and fails nothing."""
    from airflow.configuration import conf

    from dropwire.alerting import Seen, office
    from dropwire.config import Settings

    dag_run = context["dag_run"]
    seen = Seen(dag_run.dag_id, dag_run.run_id, datetime.now(UTC))
    try:
        desk = office(Settings.from_env(), conf.get("api", "base_url", fallback=""), _apprise_address)
        with warehouse() as conn:
            print(tell(conn, desk, seen))
    except Exception:
        logging.getLogger(__name__).exception("No one could be told")


def measure() -> None:
    """Tell the monitoring system, where Airflow's [metrics] names one, how the warehouse stands. Fails nothing."""
    from airflow.sdk.observability.stats import gauge

    from dropwire.metrics import measures

    try:
        with warehouse() as conn:
            for found in measures(conn):
                gauge(found.name, found.value, tags=found.tags)
    except Exception:
        logging.getLogger(__name__).exception("No metrics were sent")


def trace(context: Any, load_id: int) -> None:
    """Tell whoever keeps the lineage, where Airflow's [openlineage] names one, what the load wrote from what."""
    from airflow.providers.openlineage.api import emit_dataset_lineage, is_openlineage_active

    if not is_openlineage_active():
        return
    try:
        from dropwire.config import Settings
        from dropwire.lineage import of_load

        with warehouse() as conn:
            found = of_load(conn, load_id, str(Settings.from_env().archive_path))
        emit_dataset_lineage(inputs=[*found.inputs], outputs=[*found.outputs], task_instance=context["ti"])
    except Exception:
        logging.getLogger(__name__).exception("No lineage was told")


def _apprise_address(connection_id: str) -> str | None:
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        return BaseHook.get_connection(connection_id).extra_dejson.get("url")
    except AirflowNotFoundException:
        return None
