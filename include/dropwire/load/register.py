"""What the lexicon knows of actors, entered into the warehouse for the codes of other data sets."""

from __future__ import annotations

from collections.abc import Iterable

from psycopg2.extensions import connection

from dropwire.load.statements import statement

_LOCK = 0x61637472  # any constant shared by all who register


def register_actors(conn: connection, actors: Iterable[tuple[str, str, str | None, str | None]]) -> int:
    """Make `news.actor_register` say what these rows say (name, sector, country, predecessor); returns how many
    it had to write."""
    rows = list(actors)
    values = {
        name: [row[n] for row in rows] for n, name in enumerate(("names", "sectors", "countries", "predecessors"))
    }
    with conn, conn.cursor() as cur:
        cur.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        cur.execute(statement("register_actors"), values)
        return cur.rowcount
