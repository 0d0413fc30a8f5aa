"""A day's run without Airflow: which files a run takes, what becomes of them, and what a second run does."""

from __future__ import annotations

import json
import os
import shutil
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dropwire import daily
from dropwire.config import REPOSITORY, Settings
from dropwire.errors import BadDay
from dropwire.load import files_of_shard

pytestmark = pytest.mark.integration

EXPECTED = json.loads((REPOSITORY / "samples" / "expected.json").read_text(encoding="utf-8"))
DAY = date(2017, 11, 6)
TODAY = datetime.now(UTC).date()
TEXT = "Quân đội Iraq ngày 6/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS sau nhiều giờ, nguồn tin {}."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "drops" / "inbox").mkdir(parents=True)
    return Settings(home=tmp_path, settle_seconds=0)


def put(settings: Settings, name: str, text: str = "") -> Path:
    path = settings.home / "drops" / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or TEXT.format(name), encoding="utf-8")
    return path


def run(store, settings, day=DAY, kind="scheduled", sources=(), **asked):
    """One run from collect to publish; returns its account."""
    load_id = daily.collect(store.conn, settings, daily.Run(day, f"{kind}__{day}", kind, **asked))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard, sources)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    return daily.publish(store.conn, load_id)


def taken(store) -> list[str]:
    """Files the last load was given."""
    return [
        name
        for (name,) in store.rows(
            "SELECT f.name FROM landing.load_files JOIN landing.drop_files f USING (file_id)"
            " WHERE load_id = (SELECT max(load_id) FROM ops.loads) ORDER BY 1"
        )
    ]


def test_the_sample_days_are_accounted_for_and_a_second_run_reads_nothing(store, settings):
    shutil.copytree(REPOSITORY / "samples" / "inbox", settings.home / "drops" / "inbox", dirs_exist_ok=True)
    assert list(daily.waiting(store.conn, settings)) == [date.fromisoformat(day) for day in EXPECTED["days"]]
    for day, counts in EXPECTED["days"].items():
        assert run(store, settings, date.fromisoformat(day)) == counts, day
    assert daily.waiting(store.conn, settings) == {}
    before = store.rows("SELECT md5(string_agg(a::text, '' ORDER BY article_id)) FROM news.articles a")
    day = date.fromisoformat(max(EXPECTED["days"]))
    again = run(store, settings, day, force=True)
    assert (again["loaded"], again["read"]) == (0, EXPECTED["days"][day.isoformat()]["read"])
    assert store.rows("SELECT md5(string_agg(a::text, '' ORDER BY article_id)) FROM news.articles a") == before


def test_a_backfill_takes_its_own_day_and_leaves_late_and_undated_files(store, settings):
    run(store, settings)
    put(settings, "2017-11-06/late.txt")
    put(settings, "2017-11-07/own.txt")
    put(settings, "undated.txt")
    run(store, settings, date(2017, 11, 7), kind="backfill")
    assert taken(store) == ["2017-11-07/own.txt"]
    run(store, settings, date(2017, 11, 8))
    assert taken(store) == ["2017-11-06/late.txt", "undated.txt"]


def test_a_day_that_never_ran_waits_for_its_own_run(store, settings):
    put(settings, "2017-11-05/early.txt")
    run(store, settings)
    assert taken(store) == []
    assert daily.waiting(store.conn, settings) == {date(2017, 11, 5): 1}
    run(store, settings, date(2017, 11, 5), kind="backfill")
    assert taken(store) == ["2017-11-05/early.txt"]


def test_an_undated_file_belongs_to_the_day_it_arrived(store, settings):
    put(settings, "undated.txt")
    assert daily.waiting(store.conn, settings) == {TODAY: 1}
    assert run(store, settings, TODAY, kind="backfill")["loaded"] == 1


def test_a_file_still_being_written_is_left_for_the_next_run(store, settings):
    slow = settings.model_copy(update={"settle_seconds": 60.0})
    path = put(settings, "2017-11-06/growing.txt")
    put(settings, "2017-11-06/upload.txt.part")
    run(store, slow)
    assert taken(store) == []
    os.utime(path, (time.time() - 120,) * 2)
    run(store, slow)
    assert taken(store) == ["2017-11-06/growing.txt"]


def test_a_new_version_of_a_drop_is_read_and_replaces_its_article(store, settings):
    record = {"url": "https://nhiptin.example/tin-1.html", "title": "Rawa", "text": TEXT.format("AMN")}
    put(settings, "2017-11-06/feed.jsonl", json.dumps(record))
    assert run(store, settings)["loaded"] == 1
    put(
        settings, "2017-11-06/feed.jsonl", json.dumps(record | {"text": TEXT.format("AMN") + " Ba binh sĩ thiệt mạng."})
    )
    assert run(store, settings)["loaded"] == 1
    assert store.one("SELECT count(*) FROM news.articles") == 1
    assert store.one("SELECT body LIKE '%%Ba binh sĩ%%' FROM news.articles")


def test_articles_of_other_sources_are_skipped_and_stay_to_be_read(store, settings):
    lines = [
        {"url": f"https://{site}/a.html", "site": site, "title": "Tin", "text": TEXT.format(site)}
        for site in ("nhiptin.example", "meridian.example")
    ]
    put(settings, "2017-11-06/feed.jsonl", "\n".join(json.dumps(line) for line in lines))
    first = run(store, settings, sources=["nhiptin.example"])
    assert (first["read"], first["loaded"], first["skipped"]) == (2, 1, 1)
    rest = run(store, settings)
    assert (rest["read"], rest["loaded"], rest["unchanged"]) == (2, 1, 1)


def test_a_dry_run_publishes_nothing_and_the_next_run_does(store, settings):
    put(settings, "2017-11-06/a.txt")
    assert run(store, settings, dry_run=True)["loaded"] == 1
    assert store.one("SELECT count(*) FROM news.articles") == 0
    assert run(store, settings)["loaded"] == 1
    assert store.one("SELECT count(*) FROM news.articles") == 1


def test_raw_bytes_are_archived_before_anything_else(store, settings):
    path = put(settings, "2017-11-06/a.txt")
    run(store, settings)
    key, sha256 = store.rows("SELECT archive_key, sha256 FROM landing.drop_files")[0]
    assert (settings.home / "drops" / "archive" / key).read_bytes() == path.read_bytes()
    assert sha256 in key


def test_shards_share_the_bytes_and_no_file_is_lost(store, settings):
    for number in range(9):
        put(settings, f"2017-11-06/{number}.txt", TEXT.format(number) * (number + 1))
    small = settings.model_copy(update={"shard_bytes": 2_000})
    load_id = daily.collect(store.conn, small, daily.Run(DAY, "r", "scheduled"))
    shards = daily.plan(store.conn, small, load_id)
    assert len(shards) > 2
    files = [files_of_shard(store.conn, load_id, shard["number"]) for shard in shards]
    assert sorted(file.name for shard in files for file in shard) == [f"2017-11-06/{n}.txt" for n in range(9)]
    archive = settings.archive_path
    sizes = [sum((archive / file.archive_key).stat().st_size for file in shard) for shard in files]
    largest = store.one("SELECT max(size) FROM landing.drop_files")
    assert max(sizes) - min(sizes) <= largest
    assert json.loads(json.dumps(shards)) == shards == daily.plan(store.conn, small, load_id)


def test_files_are_taken_in_batches_and_none_is_left_or_taken_twice(store, settings, monkeypatch):
    monkeypatch.setattr(daily, "BATCH", 2)
    for number in range(5):
        put(settings, f"2017-11-06/{number}.txt", TEXT.format(number))
    assert daily.waiting(store.conn, settings) == {DAY: 5}
    assert run(store, settings)["loaded"] == 5
    put(settings, "2017-11-06/5.txt", TEXT.format(5))
    assert daily.waiting(store.conn, settings) == {DAY: 1}
    counts = run(store, settings)
    assert (counts["read"], counts["loaded"]) == (1, 1)


def test_a_fault_of_ours_costs_its_article_but_many_stop_the_run(store, settings, monkeypatch):
    from dropwire.pipeline import Pipeline

    pipeline = Pipeline.shared(settings.lexicon, settings.sources)
    extract = pipeline.extractor.extract

    def failing(article):
        if "hỏng" in article.body:
            raise ZeroDivisionError("a planted fault")
        return extract(article)

    monkeypatch.setattr(pipeline.extractor, "extract", failing)
    for number in range(3):
        put(settings, f"2017-11-06/{number}.txt")
    put(settings, "2017-11-06/bad.txt", TEXT.format("bị hỏng"))
    counts = run(store, settings)
    assert (counts["loaded"], counts["quarantined"]) == (3, 1)
    assert "planted fault" in store.one("SELECT reason FROM ops.rejects")
    for number in range(5):
        put(settings, f"2017-11-07/bad{number}.txt", TEXT.format(f"bị hỏng {number}"))
    with pytest.raises(BadDay, match="5 of 5 items"):
        run(store, settings, date(2017, 11, 7))
    assert store.one("SELECT count(*) FROM news.articles") == 3
