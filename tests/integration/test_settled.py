"""What neither bytes nor rules have changed of is not read again, and nothing shows of that but the time."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from dropwire import daily
from dropwire.config import REPOSITORY, Settings
from dropwire.errors import BadDay
from dropwire.load import set_furniture
from dropwire.pipeline import Pipeline, reading_version
from dropwire.replay import Replay, replay_day

pytestmark = pytest.mark.integration

DAY = date(2017, 11, 6)
TEXT = "Quân đội Iraq ngày 6/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS sau nhiều giờ, nguồn tin {}."
ACCOUNTS = (
    """SELECT load_id, day, n_read, n_loaded, n_unchanged, n_duplicate, n_quarantined, n_skipped, n_events_added,
              n_events_changed, n_events_removed, status FROM ops.loads ORDER BY 1""",
    "SELECT * FROM landing.drop_items ORDER BY load_id, item_id",
    """SELECT load_id, item_id, event_no, file, record, stage, rule, reason, disposition FROM ops.rejects
       ORDER BY load_id, item_id, event_no, rule""",
    "SELECT name, read_by FROM landing.drop_files ORDER BY 1",
)


@pytest.fixture
def read(monkeypatch) -> list[tuple[str, int | None]]:
    """The items that were cleaned, as they are cleaned."""
    found: list[tuple[str, int | None]] = []
    process = Pipeline._process_item

    def noted(pipeline, item, own):
        found.append((item.file, item.record))
        return process(pipeline, item, own)

    monkeypatch.setattr(Pipeline, "_process_item", noted)
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "drops" / "inbox").mkdir(parents=True)
    return Settings(home=tmp_path, settle_seconds=0)


def put(settings: Settings, name: str, *sites: str, **fields: str) -> None:
    path = settings.home / "drops" / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"site": site, "title": "Tin", "text": TEXT.format(site)} | fields) for site in sites]
    path.write_text("\n".join(lines), encoding="utf-8")


def run(store, settings, day=DAY, *, anew=False, publish=True, **asked) -> int:
    load_id = daily.collect(store.conn, settings, daily.Run(day, f"run {day}", "manual", **asked))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard, anew=anew)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    if publish:
        daily.publish(store.conn, load_id)
    return load_id


def test_rows_and_accounts_are_those_of_reading_everything_again(new_store, tmp_path, read):
    told = []
    shutil.copytree(REPOSITORY / "samples" / "inbox", tmp_path / "drops" / "inbox")
    for anew in (False, True):
        store, settings = new_store(), Settings(home=tmp_path / str(anew), settle_seconds=0)
        shutil.copytree(tmp_path / "drops", settings.home / "drops")
        days = [date(2017, 11, n) for n in (9, 10)]  # copies and what is set aside
        for day in days:
            run(store, settings, day)
        first = store.published()
        del read[:]
        for day in days[::-1]:
            run(store, settings, day, force=True, anew=anew)
        url, asked = store.url("dropwire_loader"), Replay(days[0], days[-1], "replay", dry_run=False, anew=anew)
        replay_day(store.conn, settings, url, days[0], asked)
        assert store.published() == first
        told.append((len(read), first, [store.rows(account) for account in ACCOUNTS]))
    (few, *skipped), (all_items, *full) = told
    assert skipped == full
    refused = sum(row[6] for row in full[1][0][len(days) :])
    assert few <= refused < all_items, "only what was set aside is tried again"
    assert refused, "or there was nothing to try"


def test_files_that_are_settled_are_not_even_opened(store, settings, read):
    put(settings, "2017-11-06/a.jsonl", "a.example", "b.example")
    run(store, settings)
    shutil.rmtree(settings.home / "drops" / "archive")
    load_id = run(store, settings, force=True)
    assert len(read) == 2
    assert store.rows("SELECT n_read, n_unchanged FROM ops.loads WHERE load_id = %s", load_id) == [(2, 2)]
    with pytest.raises(FileNotFoundError):
        run(store, settings, force=True, anew=True)


def test_other_rules_and_other_bytes_are_read(store, settings, read, tmp_path):
    put(settings, "2017-11-06/a.jsonl", "a.example")
    put(settings, "2017-11-06/b.jsonl", "b.example")
    run(store, settings)
    del read[:]
    put(settings, "2017-11-06/b.jsonl", "b.example", title="Tin mới")
    run(store, settings, force=True)
    assert read == [("2017-11-06/b.jsonl", 0)]
    del read[:]
    shutil.copytree(settings.lexicon, tmp_path / "lexicon")
    with (tmp_path / "lexicon" / "residue.tsv").open("a", encoding="utf-8") as file:
        file.write("# another rule\n")
    other = settings.model_copy(update={"lexicon": tmp_path / "lexicon"})
    assert reading_version(other.lexicon, other.sources) != reading_version(settings.lexicon, settings.sources)
    run(store, other, force=True)
    assert len(read) == 2


def test_a_source_whose_furniture_was_judged_is_read_and_others_are_not(store, settings, read):
    put(settings, "2017-11-06/a.jsonl", "a.example", "b.example")
    run(store, settings)
    owner = store.connect("dropwire_owner")
    with owner, owner.cursor() as cur:
        cur.execute("""INSERT INTO ops.furniture (source_id, line_id, line, decided_by, n_articles, n_days, n_of_source,
                                                  first_seen, last_seen)
                       SELECT source_id, gen_random_uuid(), 'Tin', 'anna', 3, 1, 9, now(), now() FROM news.sources
                       WHERE name = 'b.example' RETURNING furniture_id""")
        number = cur.fetchone()[0]
    del read[:]
    run(store, settings, force=True)
    assert read == [], "a proposal removes nothing"
    set_furniture(store.conn, number, "active", by="anna")
    run(store, settings, force=True)
    assert read == [("2017-11-06/a.jsonl", 1)]


def test_an_article_that_changes_while_a_load_is_under_way_stops_it(store, settings):
    put(settings, "2017-11-06/a.jsonl", "a.example")
    run(store, settings)
    waiting = run(store, settings, force=True, publish=False)
    store.rows("UPDATE news.articles SET content_sha256 = 'of newer rules'")
    before = store.published()
    with pytest.raises(BadDay, match="1 articles that were not read again have changed"):
        daily.publish(store.conn, waiting)
    assert store.published() == before


def test_shards_read_by_different_programs_settle_nothing(store, settings, read, monkeypatch):
    put(settings, "2017-11-06/a.jsonl", "a.example")
    put(settings, "2017-11-06/b.jsonl", "b.example")
    load_id = daily.collect(store.conn, settings, daily.Run(DAY, "run", "manual"))
    small = settings.model_copy(update={"shard_bytes": 1})
    for shard, version in zip(daily.plan(store.conn, small, load_id), ("old", "new"), strict=True):
        monkeypatch.setattr(daily, "reading_version", lambda *_, version=version: version)
        daily.process(store.conn, settings, load_id, shard)
    daily.publish(store.conn, load_id)
    del read[:]
    run(store, settings, force=True)
    assert len(read) == 2
