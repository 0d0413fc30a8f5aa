"""The SQL of this page: every statement is a file in `sql/`, read once; those on many events go on from `matching`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from psycopg2.extensions import cursor

Row = tuple[Any, ...]


def ask(cur: cursor, *names: str, **values: object) -> list[Row]:
    """The rows of a statement, which may be put together from several files."""
    cur.execute(text(*names), values)
    return cur.fetchall()


@cache
def text(*names: str) -> str:
    """The statement."""
    return "".join((files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8") for name in names)
