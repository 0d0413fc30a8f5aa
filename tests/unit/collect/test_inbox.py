"""The inbox: what is taken, what waits, what is refused."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from upath import UPath

from dropwire.collect import scan
from dropwire.errors import SourceDown

LATER = timedelta(hours=1)


def put(root: Path, name: str, text: str = "Tin nhanh.") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def later() -> datetime:
    return datetime.now(UTC) + LATER


@pytest.fixture(params=["{}", "file://{}"])
def inbox(request: pytest.FixtureRequest, tmp_path: Path) -> UPath:
    return UPath(request.param.format(tmp_path))


def test_files_come_with_name_day_size_and_time(inbox: UPath, tmp_path: Path) -> None:
    put(tmp_path, "2017-11-06/vn/a.txt", "ba")
    path = put(tmp_path, "b.txt")
    os.utime(path, (1_500_000_000, 1_500_000_000))
    found = scan(inbox, later())
    assert [(drop.name, drop.day, drop.size) for drop in found.ready] == [
        ("2017-11-06/vn/a.txt", "2017-11-06", 2),
        ("b.txt", None, 10),
    ]
    assert found.ready[1].mtime == datetime(2017, 7, 14, 2, 40, tzinfo=UTC)
    assert found.ready[0].path.read_bytes() == b"ba"


def test_unsettled_unfinished_and_hidden_files_wait(inbox: UPath, tmp_path: Path) -> None:
    for name in ("fresh.txt", "x.jsonl.part", "y.TMP", "z.crdownload", ".hidden", ".dir/inner.txt"):
        put(tmp_path, name)
    assert not scan(inbox, datetime.now(UTC), settle_seconds=60).ready
    found = scan(inbox, later(), settle_seconds=60)
    assert [drop.name for drop in found.ready] == ["fresh.txt"]
    assert {waiting.name for waiting in found.waiting} == {"x.jsonl.part", "y.TMP", "z.crdownload", ".hidden", ".dir"}


def test_a_time_far_in_the_future_does_not_hold_a_file_for_ever(inbox: UPath, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    future = later().timestamp() + 30 * 86_400
    os.utime(path, (future, future))
    assert [drop.name for drop in scan(inbox, datetime.now(UTC)).ready] == ["a.txt"]


def test_links_odd_names_and_impossible_days_are_refused_and_the_rest_is_taken(inbox: UPath, tmp_path: Path) -> None:
    target = put(tmp_path, "good.txt")
    (tmp_path / "link.txt").symlink_to(target)
    (tmp_path / "out").symlink_to("/")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    put(tmp_path, "2017-02-30/a.txt")
    put(tmp_path, "new\nline.txt")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x")
    found = scan(inbox, later())
    assert [drop.name for drop in found.ready] == ["good.txt"]
    assert {(bad.file, bad.rule) for bad in found.refused} == {
        ("link.txt", "symlink"),
        ("out", "symlink"),
        ("gone.txt", "symlink"),
        ("pipe", "not_a_file"),
        ("2017-02-30/a.txt", "day_folder"),
        ("new\\x0aline.txt", "bad_name"),
        ("caf\\udce9.txt", "bad_name"),
    }
    assert all(bad.stage == "collect" and bad.record is None for bad in found.refused)


def test_a_missing_inbox_is_an_outage(tmp_path: Path) -> None:
    with pytest.raises(SourceDown, match="not there"):
        scan(UPath(tmp_path / "none"), later())


def test_an_object_store_serves_as_inbox() -> None:
    inbox = UPath("memory://inbox-test")
    (inbox / "2020-02-29").mkdir(parents=True, exist_ok=True)
    (inbox / "2020-02-29" / "a.txt").write_bytes(b"abc")
    assert [(drop.name, drop.day, drop.size) for drop in scan(inbox, later()).ready] == [
        ("2020-02-29/a.txt", "2020-02-29", 3)
    ]
    assert [waiting.name for waiting in scan(inbox, datetime.now(UTC)).waiting] == ["2020-02-29/a.txt"]
