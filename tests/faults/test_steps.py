"""A step killed, paused, doubled or starved at a chosen point: tried again, it costs time and nothing else."""

from __future__ import annotations

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import psycopg2
import pytest
from numbered import NORMAL, deliver
from steps import Day, Failed, kill
from stores import Store

from dropwire import daily

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

POINTS = {
    "archived, not yet in the ledger": ("collect", "landing.drop_files", "INSERT"),
    "load half opened": ("collect", "landing.load_files", "INSERT"),
    "nothing read yet": ("process", "staging.settled", "INSERT"),
    "half staged": ("process", "staging.removed_spans", "INSERT"),
    "staged, not yet said so": ("process", "ops.load_steps", "INSERT"),
    "checked, verdict not kept": ("check", "ops.check_results", "INSERT"),
    "published, not committed": ("publish", "landing.drop_items", "DELETE"),
    "committed, not yet said so": ("publish", "ops.load_steps", "INSERT"),
}


def a_day(store: Store, home: Path, **fields: object) -> Day:
    admin = store.warehouse.url("postgres", store.name)
    return Day(store.url("dropwire_loader"), admin, store.url("dropwire_reader"), home, **fields)  # type: ignore[arg-type]


@pytest.fixture
def day(store: Store, tmp_path: Path) -> Iterator[Day]:
    made = a_day(store, tmp_path)
    yield made
    made.reader.stop()


def stopped_at(day: Day, step: str, table: str, event: str, meet: Callable[[Day, object], None]) -> None:
    """The whole day, where the first try of a step waits at a table and meets `meet`, and a second one follows."""
    shards: list[object] = []
    if step != "collect":
        shards = day.collect()
    if step in ("check", "publish"):
        for shard in shards:
            day.do("process", shard)
    with day.gate(table, event):
        tried = day.begin(step, shards[0] if step == "process" else None)
        day.wait_at_gate()
        meet(day, tried)
    if step == "collect":
        day.run()
        return
    if step == "process":
        for shard in shards:
            day.do("process", shard)
        step = "publish"
    day.do(step)
    day.do("publish")


@pytest.mark.parametrize("point", POINTS)
def test_a_step_killed(day: Day, point: str):
    stopped_at(day, *POINTS[point], meet=lambda _, tried: kill(tried))  # type: ignore[arg-type, misc]
    assert day.examine() == NORMAL


@pytest.mark.parametrize("point", ["nothing read yet", "half staged", "published, not committed"])
def test_a_step_paused_comes_back_when_all_is_done(day: Day, point: str):
    """The copy that comes back is fenced off, and what it held is free at once."""
    paused = []

    def pause(_: Day, tried: object) -> None:
        tried.signal(signal.SIGSTOP)  # type: ignore[attr-defined]
        paused.append(tried)

    stopped_at(day, *POINTS[point], meet=pause)
    before = day.do("publish")
    paused[0].signal(signal.SIGCONT)
    with pytest.raises(Failed, match=r"OperationalError|InterfaceError|later try"):
        paused[0].result()
    assert day.do("publish") == before
    assert day.examine() == NORMAL


def test_the_same_day_twice_at_once(store: Store, tmp_path: Path):
    one = a_day(store, tmp_path)
    two = a_day(store, tmp_path, delivered=one.delivered, run_id="manual__2")
    shards = [(each, shard) for each in (one, two) for shard in each.collect()]
    for running in [each.begin("process", shard) for each, shard in shards]:
        running.result()
    for running in [each.begin("publish") for each in (one, two)]:
        running.result()
    two.reader.stop()
    found = one.examine()
    assert sum(found.values()) == 40
    assert found["quarantined"] == 8
    assert store.one("SELECT count(*) FROM news.articles") == 24


def test_a_month_of_past_days_beside_the_daily_run(store: Store, tmp_path: Path):
    today = a_day(store, tmp_path, day=date(2017, 12, 1), run_id="scheduled__1")
    inbox = tmp_path / "drops" / "inbox"
    months = [date(2017, 10, 31) + timedelta(days=n) for n in range(31)]
    for n, past in enumerate(months):
        today.delivered |= deliver(inbox, past, 10, first=1001 + 10 * n)
    days = [a_day(store, tmp_path, day=past, run_id=f"backfill__{past}", delivered=today.delivered) for past in months]
    for each in days:  # one reader sees all days
        each.reader.stop()
    failed: list[BaseException] = []

    def work(own: list[Day]) -> None:
        try:
            for each in own:
                each.run()
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(part,)) for part in ([today], days[::3], days[1::3], days[2::3])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert sum(today.examine().values()) == 40 + 310


def test_cancelled_and_done_again(store: Store, day: Day):
    shards = day.collect()
    with day.gate("staging.removed_spans"):
        tried = day.begin("process", shards[0])
        day.wait_at_gate()
        daily.stop(store.conn, day.run_id, "cancelled by hand")
        kill(tried)
    day.run_id = "manual__again"
    day.run()
    assert day.examine() == NORMAL
    assert store.rows("SELECT status FROM ops.loads ORDER BY load_id") == [("stopped",), ("published",)]


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], capture_output=True)
    if made.returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take what is free."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return ballast


def test_the_disk_is_full_while_archiving(store: Store, tmp_path: Path):
    with small_disk(tmp_path / "disk", "1m") as disk:
        day = a_day(store, tmp_path, archive=str(disk / "archive"))
        ballast = fill(disk)
        with pytest.raises(Failed, match="SourceDown: the disk of the archive"):
            day.do("collect")
        ballast.unlink()
        day.run()
        assert day.examine() == NORMAL
        assert not list((disk / "archive" / "arriving").iterdir())


def test_the_disk_is_full_while_staging(store: Store, day: Day, tmp_path: Path):
    shards = day.collect()
    with small_disk(tmp_path / "disk", "400k") as disk, closing(psycopg2.connect(day.admin)) as conn:
        store.warehouse.server._runner().hand_over(disk)
        conn.autocommit = True
        cur = conn.cursor()
        cur.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
        cur.execute("ALTER TABLE staging.articles SET TABLESPACE small")
        fill(disk)
        with pytest.raises(Failed, match=r"DiskFull|No space left"):
            day.do("process", shards[0])
        cur.execute("ALTER TABLE staging.articles SET TABLESPACE pg_default")
        cur.execute("DROP TABLESPACE small")
    for shard in shards:
        day.do("process", shard)
    day.do("publish")
    assert day.examine() == NORMAL


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        (
            "ALTER DATABASE {name} SET default_transaction_read_only = on",
            "ALTER DATABASE {name} RESET default_transaction_read_only",
            "read-only transaction",
        ),
        (
            "ALTER DATABASE {name} CONNECTION LIMIT 1",
            "ALTER DATABASE {name} CONNECTION LIMIT -1",
            "too many connections",
        ),
    ],
)
@pytest.mark.parametrize("step", ["collect", "process", "publish"])
def test_a_database_that_refuses(store: Store, day: Day, step: str, wrong: str, right: str, told: str):
    shards = day.collect() if step != "collect" else []
    if step == "publish":
        for shard in shards:
            day.do("process", shard)
    with closing(psycopg2.connect(store.warehouse.url("postgres", "postgres"))) as conn:
        conn.autocommit = True
        conn.cursor().execute(wrong.format(name=store.name))
        try:
            with pytest.raises(Failed, match=told):
                day.do(step, shards[0] if step == "process" else None)
        finally:
            conn.cursor().execute(right.format(name=store.name))
    if step == "collect":
        day.run()
    else:
        for shard in shards if step == "process" else ():
            day.do("process", shard)
        day.do("publish")
    assert day.examine() == NORMAL


class SlowWay:
    """A way to the server on which everything takes a while, and which can be cut."""

    def __init__(self, port: int, seconds: float) -> None:
        self.to, self.seconds = port, seconds
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.to))
            for here, there in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(here, there), daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket) -> None:
        try:
            while data := here.recv(8192):
                time.sleep(self.seconds)
                there.sendall(data)
        except OSError:
            pass
        for end in (here, there):
            with closing(end):
                pass


def test_a_database_that_is_slow(store: Store, tmp_path: Path):
    way = SlowWay(store.warehouse.server.port, 0.03)
    day = a_day(store, tmp_path)
    day.url = day.url.replace(f":{way.to}/", f":{way.port}/")
    day.run(check=True)
    assert day.examine() == NORMAL
    way.listener.close()


def test_the_inbox_is_rewritten_while_it_is_read(store: Store, day: Day):
    path = day.home / "drops" / "inbox" / str(day.day) / "a1.jsonl"
    whole, ended = path.read_bytes(), threading.Event()

    def rewrite() -> None:
        n = 0
        while not ended.is_set():
            n += 1
            with path.open("wb") as file:  # in place, so that a reader meets half of it
                file.write(whole[: len(whole) // 2])
                file.flush()
                file.write(whole[len(whole) // 2 :] + b"\n" * (n % 3))

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for n in range(4):
            day.run_id = f"manual__{n}"
            day.run()
    finally:
        ended.set()
        writer.join()
    path.write_bytes(whole + b"\n\n\n\n")  # a version of its own
    time.sleep(0.1)
    day.run_id = "manual__last"
    day.run()
    # earlier versions of the drop are in the ledger, too: the last one stands for its items
    store.rows(
        "UPDATE landing.drop_files f SET read_by = NULL WHERE EXISTS (SELECT FROM landing.drop_files n"
        " WHERE n.name = f.name AND (n.arrived_at, n.file_id) > (f.arrived_at, f.file_id))"
    )
    found = day.examine(watched=False)
    assert found["quarantined"] == NORMAL["quarantined"]
    assert sum(found.values()) == 40
