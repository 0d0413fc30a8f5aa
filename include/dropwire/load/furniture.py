"""Page furniture learnt from the warehouse itself: lines that come back at the ends of many articles of a source.

After a load is published, the short lines at the ends of its articles are counted by source. A line is told
(`proposed`) from `TOLD_ARTICLES` articles on. It becomes `active` by itself when it

- stands in at least `ARTICLES` articles of at least `DAYS` days of publication, copies and reworked texts counted once,
- is carried by a fair share of the source's articles of that time (`SHARE`, or `SHARE_OF_SENTENCE` when it ends as a
  sentence does),
- is not a long sentence: news agencies end many stories with the same sentence of background, which is body,
- always stands at the same end, and never elsewhere in the source's latest `LOOKED_AT` articles.

An active line that is then met elsewhere falls back to `proposed`. A person's word (`set_furniture`) is final until a
person changes it. Cleaning is handed the active lines as data, and removes them at the ends of later articles only;
articles loaded before change when they are read again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from psycopg2.extensions import connection

from dropwire.errors import ConfigError
from dropwire.load.statements import statement

log = logging.getLogger(__name__)

LONGEST = 160
"""Characters of a line that is counted."""
TOLD_ARTICLES = 3
ARTICLES, DAYS = 5, 3
SHARE, SHARE_OF_SENTENCE = 0.2, 0.5
SENTENCE = 50
"""Characters from which a line that ends as a sentence is never activated by the rule."""
LOOKED_AT = 1000
PER_SOURCE = 200
_LOCK = 0x6675726E  # any constant shared by all who learn

Status = Literal["proposed", "active", "rejected"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that comes back, and what is known of it."""

    furniture_id: int
    status: Status
    source: str
    line: str
    kind: str | None
    place: str | None
    n_articles: int
    share: float
    """Of the source's articles from `first_seen` to `last_seen`."""
    n_days: int
    n_inside: int
    """Articles in which it stands elsewhere than at the ends."""
    first_seen: date
    last_seen: date
    decided_by: str
    examples: Sequence[str]


def learn_furniture(conn: connection, load_id: int) -> int:
    """Count the lines of a published load and decide by the rule; returns how many lines changed their status.

    Doing it again changes nothing; a load that was not published teaches nothing.
    """
    values = {
        "load_id": load_id, "longest": LONGEST, "told_articles": TOLD_ARTICLES, "articles": ARTICLES, "days": DAYS,
        "share": SHARE, "share_of_sentence": SHARE_OF_SENTENCE, "sentence": SENTENCE, "looked_at": LOOKED_AT,
    }  # fmt: skip
    with conn, conn.cursor() as cur:
        cur.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        cur.execute(statement("furniture/01_sightings"), values)
        cur.execute(statement("furniture/02_counts"), values)
        cur.execute(statement("furniture/03_decide"), values)
        changed = cur.fetchall()
        cur.execute(statement("furniture/04_prune"))
    for number, status, source, line in changed:
        log.info("Furniture %d of %s is %s now: %s", number, source, status, line)
    return len(changed)


def active_furniture(conn: connection) -> list[tuple[str, str, str | None]]:
    """The lines cleaning is to remove: source, line, kind (None: what it looks like)."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("furniture/active"), {"per_source": PER_SOURCE})
        return cur.fetchall()


def list_furniture(
    conn: connection, *, status: Status | None = None, source: str | None = None, limit: int = 200
) -> list[Furniture]:
    """Recurring lines, proposals first."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("furniture/list"), {"status": status, "source": source, "limit": limit})
        return [Furniture(*row) for row in cur.fetchall()]


def set_furniture(conn: connection, furniture_id: int, status: Status, *, by: str, kind: str | None = None) -> str:
    """Decide on a line for good, and return it. `by` names the person.

    Raises:
        ConfigError: there is no such line.
    """
    values = {"furniture_id": furniture_id, "status": status, "by": by, "kind": kind}
    with conn, conn.cursor() as cur:
        cur.execute(statement("furniture/set_status"), values)
        row = cur.fetchone()
    if row is None:
        raise ConfigError(f"there is no line {furniture_id}: `dropwire furniture list` shows them")
    return str(row[0])
