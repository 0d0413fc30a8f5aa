"""What Airflow calls when a run has ended: loads it left open are closed, however it ended.

A run that someone sets to failed calls nothing of the DAG's own, so this is where it is noticed.
"""

from __future__ import annotations

import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun

LOADING = ("articles_daily", "archive_replay", "quarantine")
REASONS = {"task_failure": "a task of its run failed", "timed_out": "its run took too long"}
SECONDS = 5
"""The scheduler waits for us: not long."""

log = logging.getLogger(__name__)


@hookimpl
def on_dag_run_failed(dag_run: DagRun, msg: str) -> None:
    """Close what the run left open."""
    _close(dag_run, REASONS.get(msg, "its run was ended by hand"))


@hookimpl
def on_dag_run_success(dag_run: DagRun, msg: str) -> None:
    """The same: only a run set to success by hand leaves anything open."""
    _close(dag_run, "its run was ended by hand")


def _close(dag_run: DagRun, reason: str) -> None:
    dag_id, run_id = dag_run.dag_id, dag_run.run_id
    if dag_id not in LOADING:
        return
    # A connection is looked up in Airflow's database, too, in the session of the thread, which ends with that. Of this
    # thread it is the scheduler's own: it would lose every run it holds, and die of it.
    with ThreadPoolExecutor(1) as beside:
        try:
            beside.submit(_stop, run_id, reason).result()
        except Exception:
            log.warning("The open loads of %s could not be closed", run_id, exc_info=True)


def _stop(run_id: str, reason: str) -> None:
    import psycopg2
    from airflow.models.connection import Connection

    from dropwire import load
    from dropwire.config import CONNECTION, libpq_url

    url = libpq_url(Connection.get_connection_from_secrets(CONNECTION).get_uri())
    with closing(psycopg2.connect(url, connect_timeout=SECONDS)) as conn:
        load.stop_loads(conn, run_id, reason)


class RunListener(AirflowPlugin):
    """Registers the listener."""

    name = "dropwire_run_listener"
    listeners = [sys.modules[__name__]]  # noqa: RUF012 - a list is what Airflow takes
