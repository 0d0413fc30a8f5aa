"""What the scheduler calls when a run ends: it may fail, it may take nothing from the scheduler."""

from __future__ import annotations

import importlib
import threading
from types import SimpleNamespace

import pytest
from airflow.exceptions import AirflowNotFoundException
from airflow.models.connection import Connection

from dropwire.config import REPOSITORY


@pytest.fixture
def listener(monkeypatch):
    monkeypatch.syspath_prepend(REPOSITORY / "plugins")
    return importlib.import_module("run_listener")


def test_an_unknown_connection_is_looked_for_outside_the_schedulers_session(listener, monkeypatch, caplog):
    """Airflow's database is asked in the session of the thread, which ends with it; the scheduler's holds its runs."""
    seen: list[int] = []

    def look(name: str) -> Connection:
        seen.append(threading.get_ident())
        raise AirflowNotFoundException(name)

    monkeypatch.setattr(Connection, "get_connection_from_secrets", look)
    run = SimpleNamespace(dag_id="articles_daily", run_id="manual__1")
    for ended in (listener.on_dag_run_success, listener.on_dag_run_failed):
        ended(run, "")
    assert len(seen) == 2 and threading.get_ident() not in seen
    assert caplog.text.count("The open loads of manual__1 could not be closed") == 2


def test_runs_that_load_nothing_are_left_alone(listener, monkeypatch):
    monkeypatch.setattr(Connection, "get_connection_from_secrets", lambda name: pytest.fail("asked"))
    listener.on_dag_run_success(SimpleNamespace(dag_id="alerts_send", run_id="manual__1"), "")
