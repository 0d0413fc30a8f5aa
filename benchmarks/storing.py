"""An embedded PostgreSQL with an empty warehouse, and days loaded into it as the daily run does, timed step by step."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import psutil
import psycopg2
from psycopg2.extensions import parse_dsn

sys.path.insert(0, str(Path(__file__).parents[1] / "include"))

from dropwire import daily
from dropwire.config import LEXICON, Settings
from dropwire.load import migrate
from dropwire.local.postgres import Postgres
from dropwire.local.roles import LOADER, OWNER
from dropwire.warm import rehearse

__all__ = ["DAY", "LEXICON", "Desk", "Loaded", "cpu_seconds", "peak_megabytes", "postgres_seconds", "server"]

DAY = date(2017, 11, 6)
SIZES = """
SELECT (SELECT count(*) FROM news.event_mentions),
       sum(pg_total_relation_size(c.oid)) FILTER (WHERE nspname <> 'staging'),
       sum(pg_total_relation_size(c.oid)) FILTER (WHERE nspname = 'staging')
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname IN ('news', 'landing', 'history', 'ops', 'staging') AND relkind = 'r'
"""


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, str]]:
    """An embedded PostgreSQL with an empty warehouse: the URLs of its loader and its owner."""
    with Postgres(folder / "postgres") as postgres:
        migrate(postgres.url(OWNER))
        yield postgres.url(LOADER), postgres.url(OWNER)


@lru_cache(maxsize=1)
def _postmaster(url: str) -> psutil.Process:
    port = parse_dsn(url)["port"]
    return next(p for p in psutil.process_iter(["cmdline"]) if f"port={port}" in (p.info["cmdline"] or ()))


def postgres_seconds(url: str) -> float:
    """CPU seconds of the server so far, all its processes, those that have ended included."""
    times = [_postmaster(url).cpu_times()]
    spent = times[0].children_user + times[0].children_system
    for process in _postmaster(url).children():
        try:
            times.append(process.cpu_times())
        except psutil.NoSuchProcess:  # has ended since: counted by the postmaster from now on
            continue
    return float(spent + sum(each.user + each.system for each in times))


def cpu_seconds(url: str) -> float:
    """CPU seconds so far of this process and the server."""
    return process_time() + postgres_seconds(url)


def peak_megabytes() -> float:
    """The most memory this process ever held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


@dataclass
class Loaded:
    """A load of a day: its number, seconds by step, and what came of the items."""

    load_id: int = 0
    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    """Of this process and the server."""
    server: dict[str, float] = field(default_factory=dict)
    """Of the server alone."""
    peak: dict[str, float] = field(default_factory=dict)
    """Megabytes this process had held at most when the step was over."""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """Items that became articles, those known before included."""
        return self.counts["read"] - self.counts["quarantined"]


class Desk:
    """A warehouse and an inbox."""

    def __init__(self, url: str, home: Path, shard_bytes: int = 8_000_000) -> None:
        self.url, self.conn = url, psycopg2.connect(url)
        self.settings = Settings(home=home, settle_seconds=0, shard_bytes=shard_bytes)

    def warm(self) -> None:
        """Have the rules loaded and the matchers built, as a worker that reads has them."""
        rehearse(self.settings)

    def deliver(self, day: date, files: Iterable[Path]) -> None:
        """Copies of drops into the inbox of a day."""
        inbox = self.settings.home / "drops" / "inbox" / day.isoformat()
        inbox.mkdir(parents=True, exist_ok=True)
        for path in files:
            shutil.copy(path, inbox / path.name)

    def load(self, day: date, *, anew: bool = False, force: bool = False, pool: Executor | None = None) -> Loaded:
        """One run of the day, from the inbox to the report."""
        return self.bring(self.read(day, anew=anew, force=force, pool=pool))

    def read(self, day: date, *, anew: bool = False, force: bool = False, pool: Executor | None = None) -> Loaded:
        """The run down to staged rows; its shards in this process, or in those of a pool."""
        loaded, run = Loaded(), daily.Run(day, f"benchmark {monotonic()}", "manual", force=force)
        loaded.load_id = self._step(loaded, "collect", lambda: daily.collect(self.conn, self.settings, run))
        shards = daily.plan(self.conn, self.settings, loaded.load_id)
        self._step(loaded, "process", lambda: self._process(loaded.load_id, shards, anew, pool))
        return loaded

    def bring(self, loaded: Loaded) -> Loaded:
        """From staged rows to the report."""
        number = loaded.load_id
        self._step(loaded, "check", lambda: daily.check(self.conn, self.settings, self.url, number, attended=True))
        loaded.counts = self._step(loaded, "publish", lambda: daily.publish(self.conn, number))
        self._step(loaded, "report", lambda: daily.report(self.conn, number))
        return loaded

    def sizes(self) -> dict[str, int]:
        """Mentions of events, bytes of what is kept, bytes of the staging tables."""
        with self.conn, self.conn.cursor() as cur:
            cur.execute(SIZES)
            return dict(zip(("mentions", "kept", "staging"), map(int, cur.fetchone() or ()), strict=True))

    def _step(self, loaded: Loaded, name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the step returns
        began, spent, served = monotonic(), process_time(), postgres_seconds(self.url)
        done = work()
        loaded.wall[name], loaded.server[name] = monotonic() - began, postgres_seconds(self.url) - served
        loaded.cpu[name] = process_time() - spent + loaded.server[name]
        loaded.peak[name] = peak_megabytes()
        return done

    def _process(self, load_id: int, shards: Sequence[daily.Shard], anew: bool, pool: Executor | None) -> None:
        if pool:
            told = [(self.url, self.settings, load_id, shard, anew) for shard in shards]
            list(pool.map(process_shard, told))
        else:
            for shard in shards:
                daily.process(self.conn, self.settings, load_id, shard, anew=anew)


def process_shard(told: tuple[str, Settings, int, daily.Shard, bool]) -> None:
    """A shard in a process of a pool, through a connection that stays open."""
    url, settings, load_id, shard, anew = told
    daily.process(_connected(url), settings, load_id, shard, anew=anew)


@lru_cache(maxsize=1)
def _connected(url: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(url)
