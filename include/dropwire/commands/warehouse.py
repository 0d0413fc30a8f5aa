"""The warehouse that commands speak to: the one named in the settings, else that of the stack on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from psycopg2.extensions import connection

from dropwire.config import Settings
from dropwire.errors import SourceDown
from dropwire.local.layout import Layout
from dropwire.local.stack import running_urls


def warehouse_url() -> str:
    """The warehouse's URL, for the loader."""
    return Settings.from_env().warehouse_url or running_urls(Layout.from_env()).loader


@contextmanager
def connected() -> Iterator[connection]:
    """A connection as the loader.

    Raises:
        SourceDown: no server answers.
    """
    try:
        conn = psycopg2.connect(warehouse_url(), application_name="dropwire")
    except psycopg2.OperationalError as error:
        raise SourceDown(f"the warehouse does not answer: {str(error).strip()}") from error
    with closing(conn):
        yield conn
