"""The database server killed, and migrations interrupted: what was promised stands, the rest is done again."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import psycopg2
import pytest
from numbered import NORMAL, deliver
from steps import Day, Failed

from dropwire.load import migrate
from dropwire.local.postgres import Postgres
from dropwire.local.roles import LOADER, OWNER, READER, WAREHOUSE

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Postgres]:
    """A server of its own, which keeps what it was told on disk."""
    with Postgres(tmp_path / "server" / "postgres") as running:
        yield running


def crash(server: Postgres) -> None:
    """Kill every process of it at once, as when the machine stops, and start it again on the same port."""
    for process in server._server_processes():
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
    again = Postgres(server.data_dir, server.port, server.secrets.folder)
    again.start()


@pytest.mark.parametrize("table", ["staging.removed_spans", "landing.drop_items"])
def test_the_server_is_killed_in_the_middle_of_a_step(server: Postgres, tmp_path: Path, table: str):
    migrate(server.url(OWNER))
    day = Day(server.url(LOADER), server.url("postgres", WAREHOUSE), server.url(READER), tmp_path)
    shards = day.collect()
    step = "process" if table.startswith("staging") else "publish"
    if step == "publish":
        for shard in shards:
            day.do("process", shard)
    with day.gate(table, "INSERT" if step == "process" else "DELETE"):
        tried = day.begin(step, shards[0] if step == "process" else None)
        day.wait_at_gate()
        crash(server)
        with pytest.raises(Failed, match=r"OperationalError|InterfaceError"):
            tried.result()
    for shard in shards if step == "process" else ():
        day.do("process", shard)
    day.do("publish")
    assert day.examine() == NORMAL


def test_clocks_jump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The server's, ahead and back, and that of whoever writes the drops."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("no libfaketime: apt-get install libfaketime")
    clock = tmp_path / "clock"
    clock.write_text("+0")
    server = Postgres(tmp_path / "server" / "postgres")
    with monkeypatch.context() as told:
        told.setenv("LD_PRELOAD", str(library))
        told.setenv("FAKETIME_TIMESTAMP_FILE", str(clock))
        told.setenv("FAKETIME_NO_CACHE", "1")
        told.setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        server.start()
    try:
        migrate(server.url(OWNER))
        day = Day(server.url(LOADER), server.url("postgres", WAREHOUSE), server.url(READER), tmp_path)
        inbox = tmp_path / "drops" / "inbox"
        for path, when in zip(sorted((inbox / str(day.day)).iterdir()), (0, 4e9), strict=True):
            os.utime(path, (when, when))
        shards = day.collect()
        clock.write_text("+3600")
        day.do("process", shards[0])
        clock.write_text("+7200")
        for shard in shards[1:]:
            day.do("process", shard)
        assert day.do("publish")["read"] == 40

        clock.write_text("-86400")
        day.day, day.run_id = day.day + timedelta(days=1), "scheduled__2"
        day.delivered |= deliver(inbox, day.day, 40, first=1001)
        for shard in day.collect():
            day.do("process", shard)
        for wrong in ("-86400", "+0"):
            clock.write_text(wrong)
            with pytest.raises(Failed, match="SourceDown: the clock of the database server stands"):
                day.do("publish")
        clock.write_text("+7300")
        day.do("publish")
        assert day.examine() == NORMAL + NORMAL
    finally:
        server.stop()


def test_migrations_are_interrupted_again_and_again(server: Postgres):
    url, names = server.url(OWNER), sorted(path.name for path in (files("dropwire.load") / "migrations").iterdir())
    names = [name for name in names if name.endswith(".sql")]
    processes = multiprocessing.get_context("forkserver")
    for n in range(12):
        running = processes.Process(target=migrate, args=(url,), daemon=True)
        running.start()
        running.join(0.3 + 0.15 * n)
        running.kill()
        running.join()
        time.sleep(0.1)
        with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
            cur.execute("SELECT to_regclass('ops.migrations')")
            if cur.fetchone() != (None,):
                cur.execute("SELECT name FROM ops.migrations ORDER BY number")
                done = [name for (name,) in cur.fetchall()]
                assert done == names[: len(done)], "each whole, in order"
    migrate(url)
    assert migrate(url) == []
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
        cur.execute("SELECT name FROM ops.migrations ORDER BY number")
        assert [name for (name,) in cur.fetchall()] == names
