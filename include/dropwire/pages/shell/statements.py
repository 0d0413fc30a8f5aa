"""The SQL of the pages: every statement is a file in `sql/` of its room, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from psycopg2.extensions import connection, cursor

Row = tuple[Any, ...]


def ask(room: str, cur: cursor, /, *names: str, **values: object) -> list[Row]:
    """The rows of a statement of a room, the package it lies in; it may be put together from several files."""
    cur.execute(text(room, *names), values)
    return cur.fetchall()


def read(room: str, conn: connection, /, *names: str, **values: object) -> list[Row]:
    """The same, in a transaction of its own."""
    with conn, conn.cursor() as cur:
        return ask(room, cur, *names, **values)


@cache
def text(room: str, *names: str) -> str:
    """The statement."""
    return "".join((files(room) / "sql" / f"{name}.sql").read_text(encoding="utf-8") for name in names)
