"""What needs no reading again: the same bytes, read by the same rules, make what they made before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2.extensions import connection

from dropwire.load.statements import statement


@dataclass(frozen=True, slots=True)
class Settled:
    """Items of a file that stay as they were read before."""

    records: frozenset[int | None] = frozenset()
    is_whole: bool = False
    """They are all of the file."""


def settle(
    conn: connection, load_id: int, shard: str, files: Sequence[tuple[str, str]], reading: str
) -> dict[tuple[str, str], Settled]:
    """Find the items of a shard's files (name, sha256) that an earlier load read by the same rules, and enter them.

    `reading` stands for all that decides what becomes of an item; it is kept with the load. Publishing gives these
    items the disposition they would have if they had been read and staged again; only what was set aside, whose source
    was judged anew, or whose article has changed since, is not among them. Called again it replaces what it found.
    """
    values = {
        "load_id": load_id, "shard": shard, "reading": reading,
        "names": [name for name, _ in files], "digests": [sha256 for _, sha256 in files],
    }  # fmt: skip
    with conn, conn.cursor() as cur:
        cur.execute(statement("settle"), values)
        return {(name, sha256): Settled(frozenset(records), whole) for name, sha256, records, whole in cur.fetchall()}
