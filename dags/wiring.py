"""What the DAG files share: the warehouse's connection, and which errors another try can mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from airflow.sdk import BaseHook, ExceptionRetryPolicy, RetryAction, RetryRule

if TYPE_CHECKING:
    from psycopg2.extensions import connection

WAREHOUSE = "dropwire_warehouse"
"""Airflow's connection to the warehouse."""

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
            exception=["dropwire.errors.SourceDown", "psycopg2.OperationalError"],
            action=RetryAction.RETRY,
            retry_delay=timedelta(seconds=30),
            reason="Something outside did not answer.",
        ),
    ]
)


@contextmanager
def warehouse() -> Iterator[connection]:
    """A connection to the warehouse, closed at the end."""
    import psycopg2

    with closing(psycopg2.connect(warehouse_url())) as conn:
        yield conn


def warehouse_url() -> str:
    """The warehouse's address in the form libpq and SQLAlchemy read."""
    return BaseHook.get_connection(WAREHOUSE).get_uri().replace("postgres://", "postgresql://", 1)
