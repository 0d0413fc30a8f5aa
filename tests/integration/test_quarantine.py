"""Items leave the quarantine exactly once, keep their trail, and every account balances on the way."""

from __future__ import annotations

import json
import threading
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from typer.testing import CliRunner

from dropwire import daily
from dropwire import quarantine as out
from dropwire.article import Counts
from dropwire.check import load_rules
from dropwire.check import verdict as verdicts
from dropwire.cli import app
from dropwire.config import Settings
from dropwire.errors import ConfigError
from dropwire.load.quarantine import Filter, entries, rule_counts, trail

pytestmark = pytest.mark.integration

DAY = date(2017, 11, 6)
TEXT = "Quân đội Iraq ngày 6/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS sau nhiều giờ, nguồn tin {}."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "drops" / "inbox" / "2017-11-06").mkdir(parents=True)
    return Settings(home=tmp_path, settle_seconds=0)


def put(settings: Settings, name: str, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    (settings.home / "drops" / "inbox" / "2017-11-06" / name).write_bytes(data)


def run(store, settings, **asked) -> dict[str, int]:
    load_id = daily.collect(store.conn, settings, daily.Run(DAY, "run", "manual", **asked))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    return daily.publish(store.conn, load_id)


@pytest.fixture
def day(store, settings):
    """A feed with two good records and one that is no JSON, a text too short to be an article, and a future date."""
    records = [json.dumps({"title": f"Tin {n}", "text": TEXT.format(n)}) for n in range(2)]
    put(settings, "feed.jsonl", "\n".join([*records, '{"title": "Tin 3", "text": "dở dang']))
    put(settings, "short.txt", "Mất điện ở thị trấn.")
    put(settings, "future.txt", TEXT.format("AMN").replace("2017", "2117"))
    counts = run(store, settings)
    assert (counts["read"], counts["loaded"]) == (5, 2 + (5 - 2 - counts["quarantined"]))
    return counts


def move(store, settings, action="replay", conn=None, comment=None, dry_run=False, by="anna", **wanted) -> out.Outcome:
    return out.move_out(
        conn or store.conn, settings, store.url("dropwire_loader"), Filter(**wanted), action, by=by, comment=comment,
        dry_run=dry_run,
    )  # fmt: skip


def states(store) -> dict[str, tuple[str, str | None]]:
    return {f"{e.file.split('/')[1]}#{e.record}": (e.state, e.outcome) for e in entries(store.conn, Filter(state=None))}


def number(store, file: str) -> int:
    return next(e.reject_id for e in entries(store.conn, Filter()) if file in e.file)


def balanced(store) -> None:
    """Every load accounts for its items, and each item has one disposition in each of them."""
    for row in store.rows(
        "SELECT l.load_id, l.n_read, l.n_loaded + l.n_unchanged + l.n_duplicate + l.n_quarantined + l.n_skipped,"
        " (SELECT count(*) FROM landing.drop_items i WHERE i.load_id = l.load_id)"
        " FROM ops.loads l WHERE l.status IN ('published', 'discarded')"
    ):
        assert row[1] == row[2] == row[3], row
    apart = "SELECT r.reject_id, r.state, q.state FROM ops.rejects r LEFT JOIN ops.quarantine q USING (reject_id)"
    assert store.rows(apart + " WHERE r.state IS DISTINCT FROM q.state") == []


def without(monkeypatch, *names: str) -> None:
    """The rules as they are once these are mended."""
    rules = tuple(rule for rule in load_rules() if rule.name not in names)
    monkeypatch.setattr(verdicts, "load_rules", lambda: rules)


@pytest.mark.usefixtures("day")
def test_what_was_set_aside_is_counted_by_rule_and_filtered(store):
    found = {(one.stage, one.rule): one.n_items for one in rule_counts(store.conn, Filter())}
    assert ("read", "json_syntax") in found
    assert ("check", "article_body_short") in found or ("clean", "no_body") in found
    assert [e.file for e in entries(store.conn, Filter(stage="read"))] == ["2017-11-06/feed.jsonl"]
    assert entries(store.conn, Filter(day=date(2017, 11, 7))) == []
    assert len(entries(store.conn, Filter(source="short"))) == 1
    assert entries(store.conn, Filter(rule="json_syntax", state="waived")) == []


@pytest.mark.usefixtures("day")
def test_an_item_that_still_fails_goes_back_with_its_reason(store, settings):
    outcome = move(store, settings, rule="json_syntax", comment="tried")
    assert (outcome.counts.read, outcome.counts.quarantined, outcome.reasons) == (1, 1, {"json_syntax": 1})
    both = entries(store.conn, Filter(rule="json_syntax", state=None))
    assert [(e.state, e.outcome, e.moved_by) for e in both] == [
        ("open", None, None), ("replayed", "quarantined", "anna"),
    ]  # fmt: skip
    balanced(store)


@pytest.mark.usefixtures("day")
def test_after_a_rule_is_mended_the_item_moves_exactly_once_and_keeps_its_trail(store, settings, monkeypatch):
    entry = number(store, "short.txt")
    item = entries(store.conn, Filter(ids=[entry]))[0].item_id
    without(monkeypatch, "article_body_short")
    assert move(store, settings, ids=[entry], dry_run=True).counts.loaded == 1
    assert store.one("SELECT count(*) FROM news.articles WHERE file LIKE '%%short%%'") == 0
    assert move(store, settings, ids=[entry]).counts == Counts(read=1, loaded=1)
    assert move(store, settings, ids=[entry]).counts == Counts()
    assert store.one("SELECT count(*) FROM news.articles WHERE file LIKE '%%short%%'") == 1
    assert [(s.disposition, s.action, s.by) for s in trail(store.conn, item)] == [
        ("quarantined", None, None), ("loaded", "replay", "anna"),
    ]  # fmt: skip
    balanced(store)


def test_two_replays_at_once_move_each_item_once(store, settings, day, monkeypatch):
    without(monkeypatch, "article_body_short", "article_date_future")
    found: list[Counts] = []

    def replay() -> None:
        conn = psycopg2.connect(store.url("dropwire_loader"))
        found.append(move(store, settings, conn=conn).counts)
        conn.close()

    threads = [threading.Thread(target=replay) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts.loaded for counts in found) == day["quarantined"] - 1  # all but the broken record
    moved = store.rows(
        "SELECT item_id, count(*) FROM landing.drop_items WHERE disposition = 'loaded' GROUP BY 1 HAVING count(*) > 1"
    )
    assert moved == []
    balanced(store)


@pytest.mark.usefixtures("day")
def test_a_waived_item_is_published_in_spite_of_the_rule_and_stays_so(store, settings):
    entry = number(store, "short.txt")
    with pytest.raises(ConfigError, match="needs a comment"):
        move(store, settings, "waive", ids=[entry])
    assert move(store, settings, "waive", ids=[entry], comment="a flash", dry_run=True).counts.loaded == 1
    assert store.one("SELECT count(*) FROM ops.waivers") == 0
    assert move(store, settings, "waive", ids=[entry], comment="a flash").counts == Counts(read=1, loaded=1)
    assert states(store)["short.txt#None"] == ("waived", "loaded")
    assert store.rows("SELECT waived_by, comment FROM ops.waivers") == [("anna", "a flash")]
    assert run(store, settings, force=True)["unchanged"] >= 3
    assert states(store)["short.txt#None"] == ("waived", "loaded")
    balanced(store)


@pytest.mark.usefixtures("day")
def test_what_cannot_be_published_is_closed(store, settings):
    outcome = move(store, settings, "waive", rule="json_syntax", comment="the sender cut it")
    assert (outcome.closed, outcome.counts) == (1, Counts())
    assert states(store)["feed.jsonl#2"] == ("closed", None)
    assert move(store, settings, "waive", rule="json_syntax", comment="again").closed == 0


def test_a_file_that_was_set_aside_whole_is_read_again_whole(store, settings):
    put(settings, "broken.jsonl.gz", b"\x1f\x8b\x08\x00cut off")
    run(store, settings)
    assert move(store, settings).counts.quarantined == 1
    assert [entry.state for entry in entries(store.conn, Filter(state=None))] == ["open", "replayed"]
    balanced(store)


@pytest.mark.usefixtures("day")
def test_an_item_whose_bytes_are_lost_stays_with_a_reason(store, settings):
    key = store.one("SELECT archive_key FROM landing.drop_files WHERE name LIKE '%%short%%'")
    path = settings.home / "drops" / "archive" / key
    path.chmod(0o600)
    path.unlink()
    assert move(store, settings, source="short").reasons == {"archive_missing": 1}
    balanced(store)


def test_a_discarded_batch_comes_back_as_a_whole(store, settings):
    for n in range(60):
        put(settings, f"{n:02d}.txt", TEXT.format(n * 7919))
    load_id = daily.collect(store.conn, settings, daily.Run(DAY, "run", "manual"))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    store.rows("UPDATE staging.articles SET published_start = NULL, published_end = NULL")
    assert daily.check(store.conn, settings, store.url("dropwire_loader"), load_id) == "hold"
    daily.decide(store.conn, load_id, "Discard", "anna")
    daily.publish(store.conn, load_id)
    assert move(store, settings, rule="batch_discarded").counts == Counts(read=60, loaded=60)
    assert set(states(store).values()) == {("replayed", "loaded")}
    balanced(store)


def test_an_event_that_was_set_aside_is_published_when_waived(store, settings, monkeypatch):
    put(settings, "toll.txt", TEXT.format("AMN"))
    strict = tuple(
        rule.model_copy(update={"arguments": {"column": "confidence", "min_value": 0, "max_value": 0.01}})
        if rule.name == "event_confidence"
        else rule
        for rule in load_rules()
    )
    monkeypatch.setattr(verdicts, "load_rules", lambda: strict)
    assert run(store, settings)["loaded"] == 1
    assert store.one("SELECT count(*) FROM news.event_reports") == 0
    assert move(store, settings, "waive", rule="event_confidence", comment="it is told so").counts.loaded == 1
    assert store.one("SELECT count(*) FROM news.event_reports") >= 1
    balanced(store)


@pytest.mark.usefixtures("day")
def test_the_command_lists_shows_replays_and_waives(store, settings, monkeypatch, tmp_path):
    monkeypatch.setenv("DROPWIRE_WAREHOUSE_URL", store.url("dropwire_loader"))
    monkeypatch.setenv("DROPWIRE_HOME", str(settings.home))
    monkeypatch.setenv("COLUMNS", "160")

    def dropwire(*words: str):
        return CliRunner().invoke(app, ["quarantine", *words])

    listed = dropwire("list")
    assert "json_syntax" in listed.output
    entry = str(number(store, "feed.jsonl"))
    shown = dropwire("show", entry)
    assert "What to do" in shown.output
    assert "dở dang" in shown.output
    page = tmp_path / "entry.html"
    assert dropwire("show", entry, "--html", str(page)).exit_code == 0
    assert "<h2>Trail</h2>" in page.read_text(encoding="utf-8")
    assert "http" not in page.read_text(encoding="utf-8")
    dry = dropwire("replay", "--rule", "json_syntax", "--dry-run")
    assert "Dry run" in dry.output
    assert "1 in the quarantine again" in dry.output
    assert isinstance(dropwire("replay").exception, ConfigError)
    assert isinstance(dropwire("replay", "999999").exception, ConfigError)
    assert dropwire("waive", entry).exit_code == 2  # no comment
    assert "1 closed" in dropwire("waive", entry, "--comment", "cut off", "--by", "bo").output
    assert states(store)["feed.jsonl#2"][0] == "closed"
    assert "Nothing of that kind" in dropwire("list", "--rule", "json_syntax").output
