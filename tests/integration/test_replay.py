"""Newer rules over the archive: what would change is shown, then becomes a new version."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from dropwire import daily
from dropwire.config import Settings
from dropwire.replay import KIND, Replay, days, replay_day
from dropwire.report import compare, comparison_as_text

pytestmark = pytest.mark.integration

DAY = date(2017, 11, 6)
TOLD = """Quân đội Iraq ngày 6/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS sau nhiều giờ giao tranh.

Người dân địa phương cho biết đường phố vắng lặng trong suốt buổi chiều hôm đó.

Bấm chuông để theo dõi kênh của chúng tôi nhé
"""
OTHER = (
    "Phe Đại bàng Xám ngày 6/11/2017 pháo kích thị trấn Rawa ở tỉnh Anbar, làm 4 dân thường thiệt mạng, nguồn tin {}."
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A working folder with a lexicon of its own, and two drops of one day."""
    inbox = tmp_path / "drops" / "inbox" / "2017-11-06"
    inbox.mkdir(parents=True)
    (inbox / "a.txt").write_text(TOLD, encoding="utf-8")
    (inbox / "b.txt").write_text(OTHER.format("địa phương"), encoding="utf-8")
    shutil.copytree(Settings(home=tmp_path).lexicon, tmp_path / "lexicon")
    return Settings(home=tmp_path, settle_seconds=0, lexicon=tmp_path / "lexicon")


@pytest.fixture
def loaded(store, settings: Settings):
    load_id = daily.collect(store.conn, settings, daily.Run(DAY, "daily", "scheduled"))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    daily.publish(store.conn, load_id)
    return store


def learn_actor(settings: Settings) -> None:
    table = settings.lexicon / "actors.tsv"
    columns = next(line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")).split("\t")
    row = {"name": "Grey Eagles", "sector": "rebels", "country": "Iraq", "vi": "Phe Đại bàng Xám"}
    with table.open("a", encoding="utf-8") as file:
        file.write("\t".join(row.get(name, "") for name in columns) + "\n")


def run(store, settings, **asked) -> int:
    return replay_day(store.conn, settings, store.url("dropwire_loader"), DAY, Replay(DAY, DAY, "replay", **asked))


def fingerprint(store) -> list[tuple[object, ...]]:
    return store.rows("SELECT to_jsonb(e) FROM news.events e ORDER BY event_id") + store.rows(
        "SELECT to_jsonb(a) FROM news.articles a ORDER BY article_id"
    )


def test_without_new_rules_nothing_would_change(loaded, settings):
    before = fingerprint(loaded)
    load_id = run(loaded, settings)
    assert "nothing would change" in comparison_as_text(compare(loaded.conn, [load_id]))
    run(loaded, settings, dry_run=False)
    assert fingerprint(loaded) == before
    assert days(loaded.conn, DAY, DAY) == {DAY: 2}


def test_a_rehearsal_shows_the_difference_and_publishing_makes_it_a_new_version(loaded, settings):
    before, then = fingerprint(loaded), loaded.one("SELECT now()")
    assert loaded.one("SELECT count(*) FROM news.events WHERE actor1 = 'Grey Eagles'") == 0
    learn_actor(settings)
    found = compare(loaded.conn, [run(loaded, settings)])
    assert {one.dataset for one in found.changes} == {"events"}
    text = comparison_as_text(found)
    assert "Grey Eagles" in text
    assert found.is_rehearsal
    assert fingerprint(loaded) == before, "a rehearsal publishes nothing"

    load_id = run(loaded, settings, dry_run=False)
    applied = compare(loaded.conn, [load_id])
    assert [(one.dataset, one.change, one.n) for one in applied.changes] == [
        (one.dataset, one.change, one.n) for one in found.changes
    ]
    assert not applied.is_rehearsal
    assert loaded.one("SELECT count(*) FROM news.events WHERE actor1 = 'Grey Eagles'") == 1
    assert loaded.one("SELECT count(*) FROM news.events_as_of(%s) WHERE actor1 = 'Grey Eagles'", then) == 0
    assert loaded.one("SELECT kind FROM ops.loads WHERE load_id = %s", load_id) == KIND
    account = "SELECT n_read, n_loaded + n_unchanged + n_duplicate + n_quarantined + n_skipped FROM ops.loads"
    assert loaded.rows(f"{account} WHERE load_id = %s", load_id) == [(2, 2)]


def test_events_alone_leave_articles_whose_text_would_change(loaded, settings):
    body = loaded.one("SELECT body FROM news.articles WHERE file LIKE '%%a.txt'")
    # cleaned by older rules
    loaded.rows("UPDATE news.articles SET body = body || ' cũ', content_sha256 = 'older' WHERE file LIKE '%%a.txt'")
    found = compare(loaded.conn, [run(loaded, settings, stage="extract", dry_run=False)])
    assert found.n_left == 1
    assert loaded.one("SELECT body FROM news.articles WHERE file LIKE '%%a.txt'") == body + " cũ"
    found = compare(loaded.conn, [run(loaded, settings, dry_run=False)])
    assert found.n_left == 0


def test_other_sources_are_left_alone(loaded, settings):
    learn_actor(settings)
    found = compare(loaded.conn, [run(loaded, settings, sources=("someone.example",), dry_run=False)])
    assert found.changes == []
    assert loaded.one("SELECT count(*) FROM landing.drop_files WHERE read_by IS NULL") == 0


def test_what_was_never_read_stays_for_its_own_run(loaded, settings):
    late = settings.home / "drops" / "inbox" / "2017-11-06" / "late.txt"
    late.write_text(TOLD, encoding="utf-8")
    daily.collect(loaded.conn, settings, daily.Run(DAY, "other", "manual"))
    run(loaded, settings, dry_run=False)
    assert loaded.rows("SELECT name FROM landing.drop_files WHERE read_by IS NULL") == [("2017-11-06/late.txt",)]
