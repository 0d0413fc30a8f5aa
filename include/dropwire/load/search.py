"""The full-text index, brought up to date after a load is published, in transactions of its own."""

from __future__ import annotations

from psycopg2.extensions import connection

from dropwire.load.statements import statement

BATCH = 2000
"""Articles of one transaction: what is lost when the work is broken off."""
_LOCK = 0x73726368  # any constant shared by all who index


def refresh_search(conn: connection) -> int:
    """Take up what was published since last time and return how many texts that was.

    Breaking it off loses a batch at most; the next call goes on. Readers search what has been taken up so far.
    """
    with conn, conn.cursor() as cur:
        cur.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
    try:
        return _refresh(conn)
    finally:
        if not conn.closed:
            with conn, conn.cursor() as cur:
                cur.execute("DROP TABLE IF EXISTS pg_temp.search_pending; SELECT pg_advisory_unlock(%s)", (_LOCK,))


def _refresh(conn: connection) -> int:
    with conn, conn.cursor() as cur:
        cur.execute("SELECT indexed_upto::text FROM ops.search_state")
        cur.execute(statement("search/01_pending"), {"upto": cur.fetchone()[0]})  # type: ignore[index]
        cur.execute("SELECT coalesce(max(n), 0) FROM search_pending")
        last = int(cur.fetchone()[0])  # type: ignore[index]
    written = 0
    for after in range(0, last, BATCH):
        with conn, conn.cursor() as cur:
            cur.execute(statement("search/02_batch"), {"after": after, "batch": BATCH})
            written += cur.rowcount
    with conn, conn.cursor() as cur:
        cur.execute(statement("search/03_state"))
    return written
