"""What is known of a source's addresses, kept in PostgreSQL so that any machine can go on where another stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg2.extensions import connection

from dropwire.errors import SourceDown
from dropwire.fetch.crawl import Job
from dropwire.fetch.journal import Entry, parsed_at
from dropwire.fetch.listings import Link, key_of


@dataclass(slots=True)
class Account:
    """What a run of a source came to."""

    source: str
    day: date
    outcome: str = "running"
    """`done`, `partial`, `down` or `resting`."""
    reason: str = ""
    listed: int = 0
    new: int = 0
    fetched: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: int = 0
    waiting: int = 0
    bytes: int = 0
    drops: list[str] = field(default_factory=list)
    retry_after: float | None = None
    """Seconds the site asks to wait, at least."""
    retry: bool = False
    """Trying again soon may bring more."""


class State:
    """The addresses of one source."""

    def __init__(self, conn: connection, source: str) -> None:
        self._conn = conn
        self.source = source

    @contextmanager
    def alone(self, seconds: float) -> Iterator[None]:
        """No other process fetches this source meanwhile; the claim ends with the process, however that ends.

        Raises:
            SourceDown: somebody else was still at it after so many seconds.
        """
        with self._conn, self._conn.cursor() as cur:
            cur.execute("SELECT set_config('lock_timeout', %s, false)", (f"{int(seconds * 1000)}ms",))
        try:
            with self._conn, self._conn.cursor() as cur:
                cur.execute("SELECT pg_advisory_lock(hashtext('dropwire fetch'), hashtext(%s))", (self.source,))
        except Exception as error:
            if getattr(error, "pgcode", "") != "55P03":
                raise
            raise SourceDown(f"{self.source} is being fetched by another run; try again when it is done") from None
        finally:
            with self._conn, self._conn.cursor() as cur:
                cur.execute("SELECT set_config('lock_timeout', '0', false)")
        try:
            yield
        finally:
            if not self._conn.closed:
                self._conn.rollback()
                with self._conn, self._conn.cursor() as cur:
                    cur.execute("SELECT pg_advisory_unlock(hashtext('dropwire fetch'), hashtext(%s))", (self.source,))

    def resting(self) -> tuple[datetime, str] | None:
        """Until when the source is left alone, and why."""
        rows = self._ask("circuit")
        return (rows[0][0], rows[0][1] or "") if rows else None

    def answered(self) -> None:
        """The source answers: the circuit is closed."""
        self._ask("answered")

    def failed(self, reason: str, retry_after: float | None) -> None:
        """Nothing came from the source; after some such runs it is left alone for a while."""
        self._ask("failed", reason=reason, retry_after=retry_after)

    def listing(self, url: str, rules: str) -> Job:
        """A listing to ask for, with what it said last under the same rules."""
        rows = self._ask("listing_state", key=key_of(url), rules=rules)
        return Job(url, key_of(url), *(rows[0] if rows else ()))

    def keep_listing(
        self, job: Job, links: Sequence[Link], day: date, rules: str, status: int, etag: str, last_modified: str
    ) -> int:
        """Enter what a listing lists, and that it was read, at once; returns how many addresses were new."""
        values = {
            "source": self.source, "day": day, "rules": rules, "key": job.key, "url": job.url, "status": status,
            "etag": etag or None, "last_modified": last_modified or None,
        }  # fmt: skip
        with self._conn, self._conn.cursor() as cur:
            new = _add(cur, self.source, links, day)
            cur.execute(_statement("keep_listing"), values)
        return new

    def add(self, links: Sequence[Link], day: date) -> int:
        """Enter addresses; returns how many were new."""
        with self._conn, self._conn.cursor() as cur:
            return _add(cur, self.source, links, day)

    def due(self, day: date, *, backfill: bool, lookback: int, revisit: int, limit: int) -> list[Job]:
        """The pages to ask for."""
        rows = self._ask(
            "due", day=day, backfill=backfill, lookback=lookback, revisit=revisit, limit=limit
        )  # fmt: skip
        return [Job(*row) for row in rows]

    def seen(self) -> set[str]:
        """Addresses other addresses led to."""
        return {row[0] for row in self._ask("seen")}

    def save(self, entries: Sequence[Entry]) -> None:
        """Enter what became of pages."""
        if not entries:
            return
        last = {entry.key: entry for entry in entries}.values()
        self._ask(
            "save_outcomes",
            keys=[e.key for e in last], kinds=[e.kind for e in last], reasons=[e.reason[:500] for e in last],
            statuses=[e.status for e in last], etags=[e.etag for e in last],
            last_modifieds=[e.last_modified for e in last], sha256s=[e.sha256 for e in last],
            final_urls=[e.final_url for e in last], ats=[parsed_at(e) for e in last],
            retry_afters=[e.retry_after for e in last],
        )  # fmt: skip

    def begin(self, day: date, run_id: str) -> int:
        """Open the account of a run."""
        return int(self._ask("begin", day=day, run_id=run_id)[0][0])

    def finish(self, fetch_id: int, account: Account) -> None:
        """Close it."""
        names = ("outcome", "listed", "new", "fetched", "unchanged", "gone", "refused", "waiting", "bytes", "drops")
        values = {name: getattr(account, name) for name in names}
        self._ask("finish", fetch_id=fetch_id, reason=account.reason[:1000] or None, **values)

    def _ask(self, name: str, **values: object) -> list[tuple[Any, ...]]:
        with self._conn, self._conn.cursor() as cur:
            cur.execute(_statement(name), {"source": self.source, **values})
            return cur.fetchall() if cur.description else []


def accounts(conn: connection, day: date, run_id: str | None = None) -> list[Account]:
    """The newest account of each source for a day."""
    with conn, conn.cursor() as cur:
        cur.execute(_statement("runs"), {"day": day, "run_id": run_id})
        return [Account(row[0], day, row[1], row[2] or "", *row[3:]) for row in cur.fetchall()]


def _add(cur: Any, source: str, links: Iterable[Link], day: date) -> int:  # noqa: ANN401
    found = list(links)
    if not found:
        return 0
    values = {
        "source": source, "day": day, "keys": [key_of(link.url) for link in found],
        "urls": [link.url for link in found], "published": [link.published for link in found],
        "changed": [link.changed for link in found],
    }  # fmt: skip
    cur.execute(_statement("add_links"), values)
    return sum(bool(row[0]) for row in cur.fetchall())


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
