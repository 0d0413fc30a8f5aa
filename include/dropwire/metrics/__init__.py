"""What the warehouse tells a monitoring system: gauges read from its tables, so none is lost and none is counted twice.

A task ends within seconds: a counter of its own would begin at nought in each. These are totals and states instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from psycopg2.extensions import connection

PREFIX = "dropwire"


@dataclass(frozen=True, slots=True)
class Measure:
    """A value now; `tags` tell it from others of its name."""

    name: str
    value: float
    tags: dict[str, str]


def measures(conn: connection) -> list[Measure]:
    """Every measure; monitoring/README.md lists them."""
    with conn, conn.cursor() as cursor:
        cursor.execute(_statement("measures"))
        return [
            Measure(f"{PREFIX}.{name}", float(value), {tag: label} if tag else {})
            for name, tag, label, value in cursor.fetchall()
        ]


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
