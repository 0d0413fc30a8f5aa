"""One sample day on Celery: two workers without Airflow's database, one of them killed in the middle of a task."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from fleets import NEEDS_REDIS, Fleet
from stores import Store

from dropwire import daily
from dropwire.config import REPOSITORY, Settings
from dropwire.local.roles import METADATA
from dropwire.local.stack import Record

pytestmark = [
    pytest.mark.airflow,
    pytest.mark.timeout(900),
    NEEDS_REDIS,
]

DAY = date(2017, 11, 8)
CONTENTS = (
    "SELECT file, record, disposition, rule FROM ops.items ORDER BY 1, 2",
    "SELECT article_id, content_sha256, title, lang, published_start, story_id FROM news.articles ORDER BY 1",
    "SELECT event_id, type, date_start, date_end, location_id, fatalities_low, fatalities_high FROM news.events"
    " ORDER BY 1",
    "SELECT article_id, event_id, sentence, quote FROM news.event_mentions ORDER BY 1, 2, 3",
)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with Fleet(tmp_path_factory.mktemp("fleet")) as fleet:
        yield fleet


def until(found: Callable[[], object], process: subprocess.Popen[str], what: str) -> object:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        with suppress(psycopg2.Error):
            if value := found():
                return value
        assert process.poll() is None, f"the run ended before {what}:\n{process.communicate()[0]}"
        time.sleep(0.2)
    raise AssertionError(f"{what}: not within 300 s")


def in_process(store: Store, home: Path) -> list[list[tuple[object, ...]]]:
    """The same day without Airflow."""
    shutil.copytree(REPOSITORY / "samples" / "inbox" / str(DAY), home / "drops" / "inbox" / str(DAY))
    settings = Settings(home=home, settle_seconds=0)
    load_id = daily.collect(store.conn, settings, daily.Run(DAY, "reference", "manual"))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    daily.publish(store.conn, load_id)
    return [store.rows(query) for query in CONTENTS]


def test_a_worker_killed_in_a_task_costs_time_and_nothing_else(fleet: Fleet, store: Store, tmp_path: Path):
    drops = tmp_path / "drops"
    shutil.copytree(REPOSITORY / "samples" / "inbox" / str(DAY), drops / str(DAY))
    for name in ("first", "second"):
        fleet.start_worker(name)
    run = fleet.run(drops)
    try:
        until(lambda: Record.read(fleet.layout).ready, run, "Airflow was up")
        with closing(psycopg2.connect(fleet.postgres.url("postgres"))) as blocker:
            blocker.cursor().execute("LOCK TABLE staging.articles IN ACCESS EXCLUSIVE MODE")
            found = "SELECT pid FROM task_instance WHERE task_id = 'process' AND state = 'running' AND pid IS NOT NULL"
            busy = until(lambda: len(r := fleet.rows(found, METADATA)) == 2 and r, run, "both workers were at a shard")
            victim, other = (fleet.worker_of(pid) for (pid,) in busy)
            assert {victim, other} == {"first", "second"}
            fleet.kill(victim)
        output, _ = run.communicate()
        assert run.returncode == 0, output
        with fleet.postgres:
            tries = fleet.rows(
                "SELECT max(try_number) FROM task_instance WHERE task_id = 'process' AND state = 'success'", METADATA
            )
            assert tries == [(2,)], "the shard of the killed worker was tried again"
            assert [fleet.rows(query) for query in CONTENTS] == in_process(store, tmp_path / "reference")
            assert fleet.rows("SELECT count(*) FROM news.articles") != [(0,)]
        states = {event["eventType"] for event in fleet.receiver.events if event["job"]["name"] == "articles_daily"}
        assert states >= {"START", "COMPLETE"}, "the run itself"
        written = fleet.receiver.outputs("articles_daily.publish")
        articles = next(facets for name, facets in written.items() if name.endswith("news.articles"))
        assert articles["columnLineage"]["fields"]["body"]["inputFields"][0]["field"] == "bytes"
        assert articles["dataQualityAssertions"]["assertions"]
    finally:
        run.terminate()
        run.wait()
