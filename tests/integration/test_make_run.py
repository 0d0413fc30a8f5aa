"""`make run` for real: PostgreSQL, Airflow's scheduler, the daily DAG over six sample days, and what it leaves."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import psutil
import psycopg2
import pytest
from machines import Machine

from dropwire.config import REPOSITORY
from dropwire.local.postgres import Postgres
from dropwire.local.roles import READER

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(900)]

EXPECTED = json.loads((REPOSITORY / "samples" / "expected.json").read_text(encoding="utf-8"))
DISPOSITIONS = ("read", "loaded", "unchanged", "duplicate", "quarantined", "skipped")


class Visited(Machine):
    """A machine whose database is looked into while its stack is down."""

    def run(self, **env: str) -> str:
        process = self.start("run", **env)
        output, _ = process.communicate()
        assert process.returncode == 0, output
        return output

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with Postgres(self.home / "postgres") as server:
            connection = psycopg2.connect(server.url("postgres", "warehouse"))
            try:
                with connection.cursor() as cursor:
                    cursor.execute(query)
                    return cursor.fetchall()
            finally:
                connection.close()

    def contents(self) -> list[tuple[object, ...]]:
        """Everything published and accounted for, as one hash a table."""
        tables = (
            "news.articles", "news.events", "news.event_mentions", "news.event_actors", "news.removed_spans",
            "landing.drop_items", "landing.drop_files", "ops.loads", "ops.rejects",
        )  # fmt: skip
        return self.rows(
            " UNION ALL ".join(
                f"SELECT '{t}', count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text)) FROM {t} r" for t in tables
            )
        )

    def processes(self) -> list[psutil.Process]:
        found = []
        for process in psutil.process_iter():
            try:
                if str(self.home) in " ".join(process.cmdline()) or process.environ().get("DROPWIRE_HOME") == str(
                    self.home
                ):
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Visited:
    return Visited(tmp_path_factory.mktemp("machine"))


@pytest.fixture(scope="module")
def first_run(machine: Visited) -> str:
    return machine.run()


def test_every_day_is_accounted_for(machine: Visited, first_run: str):
    columns = ", ".join(f"n_{name}" for name in DISPOSITIONS)
    rows = machine.rows(f"SELECT day::text, {columns} FROM ops.loads WHERE status = 'published' ORDER BY day")
    assert {day: dict(zip(DISPOSITIONS, counts, strict=True)) for day, *counts in rows} == EXPECTED["days"]
    for day in EXPECTED["days"]:
        assert day in first_run


def test_every_item_has_the_disposition_its_drop_was_written_for(machine: Visited, first_run: str):
    rows = machine.rows("SELECT file, record, disposition, rule FROM ops.items")
    found = {(file, record): (disposition, rule) for file, record, disposition, rule in rows}
    assert len(found) == len(rows), "one disposition an item"
    for item in EXPECTED["dispositions"]:
        disposition, rule = found[item["file"], item["record"]]
        assert disposition == item["disposition"], item["file"]
        assert item["rule"] in (None, rule), item["file"]
    for rule in ("json_syntax", "gzip_truncated"):
        assert rule in first_run, "the summary says why an item was set aside"


def test_articles_and_events_are_in_the_warehouse(machine: Visited, first_run: str):
    articles = machine.rows("SELECT file, record, lang FROM news.articles WHERE is_canonical")
    assert len(articles) == EXPECTED["total"]["loaded"]
    told = machine.rows(
        "SELECT a.file, a.record, r.type, r.date_start::text, r.status FROM news.event_reports r"
        " JOIN news.articles a USING (article_id)"
    )
    found = {(file, record, type_) for file, record, type_, _, _ in told}
    expected = EXPECTED["events"]
    hits = sum((event["file"], event["record"], event["type"]) in found for event in expected)
    assert hits >= 0.8 * len(expected), f"{hits} of {len(expected)} expected events"
    for file in EXPECTED["no_events"]:
        name = file if isinstance(file, str) else file["file"]
        assert not [row for row in told if row[0] == name and row[4] in ("asserted", "claimed")], name


def test_readers_may_read_and_no_more(machine: Visited, first_run: str):
    with Postgres(machine.home / "postgres") as server:
        connection = psycopg2.connect(server.url(READER))
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM news.event_list")
                assert cursor.fetchone()[0] > 0
                with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                    cursor.execute("DELETE FROM news.articles")
        finally:
            connection.close()


def test_a_second_run_changes_nothing(machine: Visited, first_run: str):
    before = machine.contents()
    machine.run()
    assert machine.contents() == before
    assert machine.processes() == []


def test_a_killed_launcher_is_healed_by_the_next_run(machine: Visited, first_run: str, tmp_path: Path):
    drops = tmp_path / "drops"
    (drops / "2017-11-12").mkdir(parents=True)
    (drops / "2017-11-12" / "note.txt").write_text(
        "Quân đội Iraq ngày 12/11 đã giành lại thị trấn Rawa ở tỉnh Anbar từ tay phiến quân IS sau nhiều giờ đánh.\n"
        "Người phát ngôn quân đội cho biết ba binh sĩ thiệt mạng trong trận đánh này.\n",
        encoding="utf-8",
    )
    process = machine.start("run", DROPS=str(drops))
    deadline = time.monotonic() + 300
    while not any("airflow" in " ".join(child.cmdline()) for child in machine.processes() if child.is_running()):
        assert process.poll() is None and time.monotonic() < deadline, "Airflow never came up"
        time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    machine.run(DROPS=str(drops))
    rows = machine.rows(
        "SELECT disposition FROM ops.items WHERE file = '2017-11-12/note.txt' AND load_status = 'published'"
    )
    assert rows == [("loaded",)]
    assert machine.processes() == []


def test_ctrl_c_leaves_nothing_running(machine: Visited, first_run: str, tmp_path: Path):
    drops = tmp_path / "drops"
    drops.mkdir()
    (drops / "late.txt").write_text(
        "Pasukan Irak merebut Kota Rawa dari ISIS pada Jumat (17/11/2017).\n" * 3, encoding="utf-8"
    )
    process = machine.start("run", DROPS=str(drops))
    deadline = time.monotonic() + 300
    while len(machine.processes()) < 4:
        assert process.poll() is None and time.monotonic() < deadline, "nothing was started"
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 130, output
    assert machine.processes() == []
