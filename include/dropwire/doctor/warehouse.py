"""The warehouse: reachable, in its newest form, nothing stuck in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files
from typing import Any

import psycopg2

from dropwire.doctor.finding import Finding, Subject
from dropwire.errors import ConfigError
from dropwire.load.migrate import pending

PATIENCE = 5
"""Seconds a server gets to answer."""
SKEW_WARN, SKEW_FAIL = 5.0, 60.0
"""Seconds two clocks may lie apart."""


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def ask(url: str, name: str) -> list[tuple[Any, ...]]:
    """The rows of a statement, asked once and read-only."""
    plain = url.replace("postgresql+psycopg2://", "postgresql://", 1)
    with closing(psycopg2.connect(plain, connect_timeout=PATIENCE, application_name="dropwire doctor")) as conn:
        conn.set_session(readonly=True)
        with conn.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{PATIENCE * 6}s'")
            cursor.execute(statement(name))
            return cursor.fetchall()


def _form(url: str) -> bool:
    """Whether the warehouse was ever migrated."""
    return bool(ask(url, "has_warehouse")[0][0])


def connection(subject: Subject) -> Iterator[Finding]:
    """The login, and what it may do."""
    if subject.warehouse_url is None:
        yield Finding("warehouse", "skip", subject.why_skipped)
        return
    try:
        ((server, login, may_write),) = ask(subject.warehouse_url, "login")
    except psycopg2.OperationalError as error:
        yield Finding(
            "warehouse",
            "fail",
            f"no connection: {str(error).strip().splitlines()[-1]}",
            "Start the server, or mend DROPWIRE_WAREHOUSE_URL.",
        )
        return
    if may_write is False:
        yield Finding(
            "warehouse", "fail", f"{login} may not write", "Use the loader's login in DROPWIRE_WAREHOUSE_URL."
        )
    else:
        yield Finding("warehouse", "ok", f"PostgreSQL {server} answers {login}")


def clock(subject: Subject) -> Iterator[Finding]:
    """This machine's clock beside the database's."""
    if subject.warehouse_url is None:
        yield Finding("clock", "skip", subject.why_skipped)
        return
    try:
        before = time.time()
        ((theirs, newest),) = ask(subject.warehouse_url, "clock") if _form(subject.warehouse_url) else [(None, None)]
    except psycopg2.OperationalError:
        yield Finding("clock", "skip", "the warehouse does not answer")
        return
    if theirs is None:
        yield Finding("clock", "skip", "the warehouse is empty")
        return
    apart = max(0.0, before - theirs, theirs - time.time())
    remedy = "Set both clocks by NTP: days are cut by them."
    if apart > SKEW_WARN:
        yield Finding("clock", "fail" if apart > SKEW_FAIL else "warn", f"{apart:.0f} s off the database's", remedy)
    elif newest is not None and newest > theirs + SKEW_FAIL:
        yield Finding("clock", "fail", f"the last load began {newest - theirs:.0f} s in the future", remedy)
    else:
        yield Finding("clock", "ok", "agrees with the database's")


def migrations(subject: Subject) -> Iterator[Finding]:
    """Whether the warehouse has the form this program expects."""
    if subject.warehouse_url is None:
        yield Finding("migrations", "skip", subject.why_skipped)
        return
    try:
        missing = pending(subject.warehouse_url)
    except psycopg2.OperationalError:
        yield Finding("migrations", "skip", "the warehouse does not answer")
    except ConfigError as error:
        yield Finding("migrations", "fail", str(error), "Use the version of Dropwire that belongs to this warehouse.")
    else:
        if missing:
            what = f"{len(missing)} not applied, from {missing[0]}"
            yield Finding("migrations", "fail", what, "Run `make up`, or `docker compose up -d`: both migrate first.")
        else:
            yield Finding("migrations", "ok", "the warehouse has its newest form")


def loads(subject: Subject) -> Iterator[Finding]:
    """Loads that neither end nor wait for a person, and those that wait too long."""
    if subject.warehouse_url is None or not _answers(subject.warehouse_url):
        yield Finding("loads", "skip", subject.why_skipped if subject.warehouse_url is None else "no warehouse to ask")
        return
    ((running, held, last, age),) = ask(subject.warehouse_url, "loads")
    if running:
        yield Finding(
            "loads",
            "fail",
            f"{running} began over 6 hours ago and did not end",
            "Clear their run in Airflow: it takes up where it stopped.",
        )
    if held:
        yield Finding(
            "loads", "warn", f"{held} wait for a person", "Decide in Airflow, tab Required Actions of articles_daily."
        )
    if last is None:
        yield Finding("loads", "ok", "nothing was published yet")
    elif age > 2:
        yield Finding(
            "loads",
            "warn",
            f"the last day published is {last}, {age:.0f} days after its run",
            "See whether articles_daily is paused, and whether drops come.",
        )
    else:
        yield Finding("loads", "ok", f"the last day published is {last}")


def messages(subject: Subject) -> Iterator[Finding]:
    """Alerts that reach nobody."""
    if subject.warehouse_url is None or not _answers(subject.warehouse_url):
        yield Finding(
            "messages", "skip", subject.why_skipped if subject.warehouse_url is None else "no warehouse to ask"
        )
        return
    ((stuck, error),) = ask(subject.warehouse_url, "messages")
    if stuck:
        yield Finding(
            "messages",
            "fail",
            f"{stuck} alerts reached nobody: {error}",
            "Mend the channel in alerts.yaml; `dropwire alerts test` tries it.",
        )
    else:
        yield Finding("messages", "ok", "no alert waits for a channel")


def _answers(url: str) -> bool:
    try:
        return _form(url)
    except psycopg2.OperationalError:
        return False
