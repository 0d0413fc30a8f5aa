"""What the warehouse knows of troubles that are no trends: rules that did not hold, sources that do not answer."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from psycopg2.extensions import connection


def failing_examples(conn: connection, load_id: int) -> dict[str, tuple[tuple[str, str], ...]]:
    """Up to three failing rows of each rule of a load: address or file, and the values found."""
    found: dict[str, list[tuple[str, str]]] = {}
    with conn, conn.cursor() as cur:
        cur.execute(_statement("failing_examples"), {"load_id": load_id})
        for rule, where, seen in cur.fetchall():
            found.setdefault(rule, []).append((str(where), str(seen)))
    return {rule: tuple(rows) for rule, rows in found.items()}


def sources_down(conn: connection) -> list[tuple[str, int, str]]:
    """Sources of which run after run got nothing: name, runs in a row, and why."""
    with conn, conn.cursor() as cur:
        cur.execute(_statement("sources_down"))
        return [(str(source), int(n), str(reason)) for source, n, reason in cur.fetchall()]


def newest_load(conn: connection, run_id: str) -> int | None:
    """The last load a run has begun; None before it has."""
    with conn, conn.cursor() as cur:
        cur.execute(_statement("newest_load"), {"run_id": run_id})
        found: tuple[int | None] = cur.fetchone() or (None,)
        return found[0]


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
