"""Fences: a task that was given up for dead and comes back must not write beside the try that replaced it."""

from __future__ import annotations

from psycopg2.extensions import connection

from dropwire.errors import BadDay
from dropwire.load.statements import statement


def begin_try(conn: connection, work: str, number: int) -> None:
    """Make this session the only one that does `work`, for the try of that number; sessions of earlier tries are ended.

    Raises:
        BadDay: a later try has begun.
    """
    with conn, conn.cursor() as cur:
        cur.execute(statement("begin_try"), {"work": work, "number": number})
        if not cur.rowcount:
            raise BadDay(f"{work}: a later try than number {number} has begun, this one gives way")
