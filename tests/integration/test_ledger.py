"""Which files a run of a day must read."""

from datetime import UTC, date, datetime

import pytest
from making import DIRECT, QUIET, article

from dropwire.article import Rejected
from dropwire.link import signature
from dropwire.load import (
    DropFile,
    begin_load,
    cut_shards,
    fail_load,
    files_of_day,
    files_of_shard,
    publish,
    register_files,
    stage,
)

pytestmark = pytest.mark.integration

MONDAY, TUESDAY, WEDNESDAY = date(2017, 11, 6), date(2017, 11, 7), date(2017, 11, 8)


def drop(name: str, sha256: str = "a", day: date = MONDAY, hour: int = 6) -> DropFile:
    return DropFile(name, sha256 * 64, 10, day, datetime(2017, 11, 6, hour, tzinfo=UTC), f"raw/{sha256}")


def names(store, files) -> list[str]:
    return [store.one("SELECT name FROM landing.drop_files WHERE file_id = %s", number) for number in files]


def run(store, day: date, files, **fields) -> int:
    """Read these files as one refused item each, and publish."""
    load_id = begin_load(store.conn, day, "run", files, **fields)
    cut_shards(store.conn, load_id, 1_000_000, 1)
    read = [
        Rejected(file.name, file.sha256, None, "read", "test", "Test.")
        for file in files_of_shard(store.conn, load_id, 1)
    ]
    stage(store.conn, load_id, "0", read, sign=signature)
    publish(store.conn, load_id)
    return load_id


def test_the_same_file_is_entered_once(store):
    assert register_files(store.conn, "one", [drop("2017-11-06/a.txt"), drop("b.txt", "b")]) == 2
    assert register_files(store.conn, "two", [drop("2017-11-06/a.txt"), drop("b.txt", "c")]) == 1
    assert register_files(store.conn, "three", []) == 0
    assert store.one("SELECT count(*) FROM landing.drop_files") == 3


def test_a_day_takes_its_own_unread_files(store):
    register_files(store.conn, "r", [drop("2017-11-06/a.txt"), drop("2017-11-07/b.txt", "b", TUESDAY)])
    files = files_of_day(store.conn, MONDAY)
    assert names(store, files) == ["2017-11-06/a.txt"]
    load_id = run(store, MONDAY, files)
    assert files_of_shard(store.conn, load_id, 1) == [(files[0], "2017-11-06/a.txt", "a" * 64, "raw/a")]
    assert files_of_day(store.conn, MONDAY) == []
    assert names(store, files_of_day(store.conn, MONDAY, force=True)) == ["2017-11-06/a.txt"]
    assert names(store, files_of_day(store.conn, TUESDAY)) == ["2017-11-07/b.txt"]


def test_late_files_go_with_the_next_daily_run_and_never_with_a_backfill(store):
    run(store, MONDAY, files_of_day(store.conn, MONDAY))
    register_files(store.conn, "r", [drop("2017-11-06/late.txt"), drop("2017-11-07/own.txt", "b", TUESDAY)])
    assert names(store, files_of_day(store.conn, TUESDAY)) == ["2017-11-07/own.txt"]
    late = files_of_day(store.conn, TUESDAY, include_late=True)
    assert names(store, late) == ["2017-11-06/late.txt", "2017-11-07/own.txt"]
    run(store, TUESDAY, late)
    assert files_of_day(store.conn, WEDNESDAY, include_late=True) == []


def test_files_of_a_day_that_has_not_run_wait_for_its_run(store):
    register_files(store.conn, "r", [drop("2017-11-06/a.txt")])
    assert files_of_day(store.conn, TUESDAY, include_late=True) == []
    failed = begin_load(store.conn, MONDAY, "r", files_of_day(store.conn, MONDAY))
    fail_load(store.conn, failed, "test")
    assert files_of_day(store.conn, TUESDAY, include_late=True) == []
    assert names(store, files_of_day(store.conn, MONDAY)) == ["2017-11-06/a.txt"]


def test_other_bytes_under_the_same_name_are_read_anew(store):
    register_files(store.conn, "r", [drop("2017-11-06/a.txt")])
    run(store, MONDAY, files_of_day(store.conn, MONDAY))
    register_files(store.conn, "r", [drop("2017-11-06/a.txt", "b", hour=9)])
    (newest,) = files_of_day(store.conn, MONDAY)
    assert store.one("SELECT sha256 FROM landing.drop_files WHERE file_id = %s", newest) == "b" * 64
    assert files_of_day(store.conn, MONDAY, force=True) == [newest]


def test_a_rehearsal_leaves_its_files_unread(store):
    register_files(store.conn, "r", [drop("2017-11-06/a.txt")])
    run(store, MONDAY, files_of_day(store.conn, MONDAY), dry_run=True)
    assert names(store, files_of_day(store.conn, MONDAY)) == ["2017-11-06/a.txt"]


def test_a_file_of_which_some_sources_were_not_asked_for_stays_to_be_read(store):
    kept = article(DIRECT, file="2017-11-06/a.jsonl", record=0, sha256="a" * 64)
    other = Rejected("2017-11-06/a.jsonl", "a" * 64, 1, "read", "source_not_selected", "Not asked for.", "skipped")
    register_files(store.conn, "r", [drop("2017-11-06/a.jsonl")])
    load_id = begin_load(store.conn, MONDAY, "r", files_of_day(store.conn, MONDAY))
    stage(store.conn, load_id, "0", [(kept, ()), other], sign=signature)
    assert publish(store.conn, load_id).skipped == 1
    files = files_of_day(store.conn, MONDAY)
    assert names(store, files) == ["2017-11-06/a.jsonl"]
    again = begin_load(store.conn, MONDAY, "r", files)
    both = [(kept, ()), (article(QUIET, file="2017-11-06/a.jsonl", record=1, sha256="a" * 64), ())]
    stage(store.conn, again, "0", both, sign=signature)
    counts = publish(store.conn, again)
    assert (counts.loaded, counts.unchanged) == (1, 1)
    assert files_of_day(store.conn, MONDAY) == []
