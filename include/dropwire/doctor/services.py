"""Airflow's parts, its runs, and the queue to its workers."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg2

from dropwire.doctor.finding import Finding, Level, Subject
from dropwire.doctor.warehouse import ask
from dropwire.local.airflow_api import AirflowApi


def airflow(subject: Subject) -> Iterator[Finding]:
    """Its parts, by their heartbeats."""
    if subject.airflow_address is None:
        yield Finding("airflow", "skip", subject.why_skipped)
        return
    unhealthy = AirflowApi(subject.airflow_address, "", "").unhealthy(0)
    if unhealthy is None:
        yield Finding(
            "airflow",
            "fail",
            f"no answer from {subject.airflow_address}",
            "Start it: `make up`, or look at the log of api-server.",
        )
    elif unhealthy:
        yield Finding(
            "airflow", "fail", f"no heartbeat of {', '.join(unhealthy)}", "Look at its log, and start it again."
        )
    else:
        yield Finding("airflow", "ok", f"every part is healthy at {subject.airflow_address}")


def runs(subject: Subject) -> Iterator[Finding]:
    """Runs that do not move, DAG files that cannot be read, DAGs that are paused."""
    if subject.metadata_url is None:
        beyond = "a worker cannot read Airflow's database: the UI shows runs that hang"
        yield Finding("runs", "skip", beyond if subject.airflow_address else subject.why_skipped)
        return
    try:
        ((stuck, lost, errors, paused),) = ask(subject.metadata_url, "runs")
    except psycopg2.errors.UndefinedTable:
        yield Finding("runs", "skip", "Airflow's database is empty")
        return
    except psycopg2.OperationalError as error:
        yield Finding(
            "runs",
            "fail",
            f"no connection to Airflow's database: {str(error).strip().splitlines()[-1]}",
            "Start the server.",
        )
        return
    told: list[tuple[object, Level, str, str]] = [
        (stuck, "fail", f"{stuck} have been going for over 12 hours", "Clear or fail the task that hangs, in Airflow."),
        (lost, "warn", f"{lost} tasks without a heartbeat", "Their worker is gone: they are tried again in minutes."),
        (errors, "fail", f"these files cannot be read: {errors}", "See the banner of Airflow's home page."),
        (paused, "warn", f"paused: {paused}", "Unpause them in Airflow when their work is wanted."),
    ]
    wrong = [Finding("runs", level, what, remedy) for is_so, level, what, remedy in told if is_so]
    yield from wrong or [Finding("runs", "ok", "no run hangs, no DAG is broken or paused")]


def queue(subject: Subject) -> Iterator[Finding]:
    """The queue and the workers that listen to it, where there is one."""
    if not subject.queue_url:
        yield Finding("queue", "skip", "tasks run beside the scheduler")
        return
    from celery import Celery
    from kombu.exceptions import OperationalError

    app = Celery(broker=subject.queue_url)
    app.conf.broker_connection_retry = False
    app.conf.broker_transport_options = {"socket_connect_timeout": 5, "socket_timeout": 10, "max_retries": 1}
    try:
        workers = app.control.ping(timeout=3)
    except (OperationalError, OSError, ConnectionError) as error:
        yield Finding("queue", "fail", f"no connection: {error}", "Start the queue, or mend its password.")
        return
    if workers:
        yield Finding("queue", "ok", f"{len(workers)} workers listen")
    else:
        yield Finding("queue", "fail", "no worker listens", "Start some: `docker compose up -d --scale worker=2`.")
