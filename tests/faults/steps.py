"""The steps of a day, each in a process of its own that can be killed or paused where a table makes it wait."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psycopg2
from numbered import Reader, deliver, examine

from dropwire import daily
from dropwire.config import Settings
from dropwire.load import begin_try

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["warm"])
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))  # else the server finds no `warm`, and says nothing
PATIENCE = 240.0
GATE = 424242


@dataclass(frozen=True)
class Order:
    """One try of one step."""

    step: str
    url: str
    home: Path
    run: daily.Run
    number: int
    load_id: int = 0
    shard: Any = None
    archive: str = ""


def settings_of(order: Order) -> Settings:
    return Settings(home=order.home, settle_seconds=0, shard_bytes=3000, archive=order.archive)


def obey(order: Order, answer: Any) -> None:
    """Do a step as its task would: fenced, on a connection of its own."""
    settings = settings_of(order)
    try:
        with closing(psycopg2.connect(order.url, application_name="a step")) as conn:
            begin_try(conn, f"{order.run.run_id} {order.step} {order.shard and order.shard['name']}", order.number)
            if order.step == "collect":
                value: Any = daily.collect(conn, settings, order.run)
            elif order.step == "plan":
                value = daily.plan(conn, settings, order.load_id)
            elif order.step == "process":
                value = daily.process(conn, settings, order.load_id, order.shard)
            elif order.step == "check":
                value = daily.check(conn, settings, order.url, order.load_id)
            else:
                value = daily.publish(conn, order.load_id)
        answer.send((None, value))
    except Exception as error:  # noqa: BLE001 - told to whoever waits
        answer.send((f"{type(error).__name__}: {error}", None))


class Failed(Exception):
    """A step ended with an error, or without a word."""


class Try:
    """A step under way."""

    def __init__(self, order: Order) -> None:
        self.answer, theirs = PROCESSES.Pipe(duplex=False)
        self.process = PROCESSES.Process(target=obey, args=(order, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def signal(self, what: int) -> None:
        os.kill(self.process.pid or 0, what)

    def result(self) -> Any:
        try:
            assert self.answer.poll(PATIENCE), "the step hangs"
            error, value = self.answer.recv()
        except EOFError:
            error, value = "it was killed", None
        self.process.join(30)
        if error:
            raise Failed(error)
        return value


@dataclass
class Day:
    """A day of numbered items on its way through a warehouse."""

    url: str
    """The loader's."""
    admin: str
    """The superuser's, in the same database."""
    reader_url: str
    home: Path
    day: date = date(2017, 11, 6)
    run_id: str = "scheduled__1"
    count: int = 40
    archive: str = ""
    delivered: dict[Any, int] = field(default_factory=dict)
    tries: int = 0
    load_id: int = 0

    def __post_init__(self) -> None:
        inbox = self.home / "drops" / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        if not self.delivered:
            self.delivered = deliver(inbox, self.day, self.count)
        self.reader = Reader(self.reader_url)

    def begin(self, step: str, shard: Any = None) -> Try:
        self.tries += 1
        kind = self.run_id.partition("__")[0]
        run = daily.Run(self.day, self.run_id, kind)
        return Try(Order(step, self.url, self.home, run, self.tries, self.load_id, shard, self.archive))

    def do(self, step: str, shard: Any = None) -> Any:
        return self.begin(step, shard).result()

    def collect(self) -> list[Any]:
        self.load_id = self.do("collect")
        return list(self.do("plan"))

    def run(self, *, check: bool = False) -> dict[str, int]:
        """All steps, one after the other."""
        for shard in self.collect():
            self.do("process", shard)
        if check:
            self.do("check")
        return dict(self.do("publish"))

    def examine(self, *, watched: bool = True) -> Any:
        """Where every item is now; `watched`: and what the reader saw meanwhile."""
        self.reader.stop()
        archive = Path(self.archive) if self.archive else self.home / "drops" / "archive"
        return examine(self.admin, archive, self.delivered, self.reader if watched else None)

    def gate(self, table: str, event: str = "INSERT") -> AbstractContextManager[None]:
        """Whoever begins such a statement waits until the gate opens."""
        return gate(self.admin, table, event)

    def wait_at_gate(self) -> None:
        """Until a step stands there."""
        wait_at_gate(self.admin)


@contextmanager
def gate(admin: str, table: str, event: str = "INSERT") -> Iterator[None]:
    """Whoever begins such a statement waits until the gate opens. `admin`: the superuser's URL of the database.

    The trigger stays: to drop it would be to wait for whoever came through.
    """
    with closing(psycopg2.connect(admin)) as conn, conn.cursor() as cur:
        conn.autocommit = True
        cur.execute(
            "CREATE OR REPLACE FUNCTION public.wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS"
            f" 'BEGIN PERFORM pg_advisory_xact_lock_shared({GATE}, TG_RELID::int); RETURN NULL; END'"
        )
        cur.execute(
            f"CREATE OR REPLACE TRIGGER gate BEFORE {event} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION public.wait_at_gate()"
        )
        cur.execute("SELECT pg_advisory_lock(%s, %s::regclass::oid::int)", (GATE, table))
        yield  # the connection is closed at the end, and with it the gate is open


def wait_at_gate(admin: str, count: int = 1) -> None:
    """Until that many steps stand there."""
    end = time.monotonic() + PATIENCE
    with closing(psycopg2.connect(admin)) as conn, conn.cursor() as cur:
        conn.autocommit = True
        while True:
            cur.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND NOT granted", (GATE,)
            )
            if cur.fetchone() >= (count,):
                return
            assert time.monotonic() < end, "no step came to the gate"
            time.sleep(0.05)


def kill(running: Try) -> None:
    running.signal(signal.SIGKILL)
    with suppress(Failed):
        running.result()
