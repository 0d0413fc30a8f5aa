"""A batch that is held: what the person is asked, what each answer does, and what other runs do meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from dropwire import daily, report
from dropwire.config import Settings
from dropwire.errors import BadDay

pytestmark = pytest.mark.integration

DAY = date(2017, 11, 6)
WAIT = timedelta(hours=24)
TOWNS = ("Rawa", "Ana", "Haditha", "Hit", "Tal Afar", "Sinjar", "Makhmur", "Sharqat", "Baiji", "Samarra")
TEXT = (
    "Quân đội Iraq ngày {day}/11/2017 giành lại thị trấn {town} từ tay IS sau nhiều giờ giao tranh, nguồn tin số {n}."
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "drops" / "inbox").mkdir(parents=True)
    return Settings(home=tmp_path, settle_seconds=0)


def deliver(settings: Settings, count: int, day: date = DAY) -> None:
    folder = settings.home / "drops" / "inbox" / day.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        town = TOWNS[n % len(TOWNS)]
        (folder / f"{n:03d}.txt").write_text(TEXT.format(n=n * 7919, town=town, day=day.day), encoding="utf-8")


def begin(store, settings, day=DAY, kind="scheduled", run_id=None, **asked) -> tuple[int, str]:
    """A run up to the checks: its load and the verdict. The first forty articles have lost their dates."""
    load_id = daily.collect(store.conn, settings, daily.Run(day, run_id or f"{kind}__{day}", kind, **asked))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    store.rows(
        "UPDATE staging.articles SET published_start = NULL, published_end = NULL WHERE load_id = %s AND file < %s",
        load_id, f"{day}/040",
    )  # fmt: skip
    return load_id, daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)


@pytest.fixture
def held(store, settings) -> int:
    """A load of 60 articles, 40 of which have no date."""
    deliver(settings, 60)
    load_id, verdict = begin(store, settings)
    assert verdict == "hold"
    return load_id


def status(store, load_id: int) -> tuple[str, str, str | None]:
    return store.rows("SELECT status, verdict, decision FROM ops.loads WHERE load_id = %s", load_id)[0]


def test_nothing_is_published_before_a_decision(store, held):
    assert status(store, held) == ("held", "hold", None)
    with pytest.raises(BadDay, match="waits for a person"):
        daily.publish(store.conn, held)
    assert store.one("SELECT count(*) FROM news.articles") == 0
    assert "HELD" in daily.report(store.conn, held)


def test_the_question_tells_numbers_examples_and_what_each_answer_does(store, held):
    asked = daily.question(store.conn, held, WAIT, "Discard")
    assert asked.subject == "2017-11-06 waits: articles without date, 40 of 60 articles (67 %)"
    assert asked.answers == ("Publish", "Publish without the failing rows", "Discard")
    told = (
        "Nothing of 2017-11-06 is published", "| 60 | 60 | 60 |", "have no publication date", "2017-11-06/000.txt",
        "in 24 hours: **Discard**", "/dags/articles_daily/runs/scheduled__",
    )  # fmt: skip
    assert [part for part in told if part not in asked.body] == []
    assert store.one("SELECT held_until > now() + interval '23 hours' FROM ops.loads WHERE load_id = %s", held)


def test_published_as_it_is(store, held):
    daily.decide(store.conn, held, "Publish", "anna", "a new source without dates")
    assert daily.publish(store.conn, held)["loaded"] == 60
    assert status(store, held) == ("published", "hold", "publish")
    assert store.rows("SELECT decision, decided_by, in_person, comment, question FROM ops.decisions") == [
        ("publish", "anna", True, "a new source without dates", "articles_without_date: 40 of 60 articles (67 %)")
    ]
    assert "after a hold, decided by anna" in " ".join(daily.report(store.conn, held).split())


def test_published_without_the_failing_rows(store, held):
    daily.decide(store.conn, held, "Publish without the failing rows", "anna")
    counts = daily.publish(store.conn, held)
    assert (counts["read"], counts["loaded"], counts["quarantined"]) == (60, 20, 40)
    assert store.rows("SELECT DISTINCT stage, rule FROM ops.rejects") == [("check", "articles_without_date")]


def test_discarded_with_an_honest_disposition_for_every_item(store, held, settings):
    daily.decide(store.conn, held, "Discard", "anna", "wrong feed")
    counts = daily.publish(store.conn, held)
    assert (counts["read"], counts["loaded"], counts["quarantined"]) == (60, 0, 60)
    assert status(store, held) == ("discarded", "hold", "discard")
    assert store.one("SELECT count(*) FROM news.articles") == 0
    assert {rule for (rule,) in store.rows("SELECT rule FROM ops.items")} == {"batch_discarded"}
    assert "DISCARDED: decided by anna (wrong feed)" in " ".join(daily.report(store.conn, held).split())
    # the files are read: the next run does not ask the same again
    assert begin(store, settings, run_id="manual__2")[1] == "pass"


def test_without_an_answer_the_default_is_taken_and_said_to_be_nobodys(store, held):
    daily.decide(store.conn, held, "Discard", None)
    assert store.rows("SELECT decision, decided_by, in_person FROM ops.decisions") == [
        ("discard", "nobody, the default was taken", False)
    ]


def test_a_second_run_leaves_what_is_held_alone_unless_told_to_read_again(store, held, settings):
    daily.question(store.conn, held, WAIT, "Discard")
    second, verdict = begin(store, settings, run_id="manual__2")
    assert (daily.publish(store.conn, second)["read"], verdict) == (0, "pass")
    third, verdict = begin(store, settings, run_id="manual__3", force=True)
    assert verdict == "hold"
    for load_id, expected in ((third, "loaded"), (held, "unchanged")):
        daily.decide(store.conn, load_id, "Publish", "anna")
        assert daily.publish(store.conn, load_id)[expected] == 60


def test_files_of_a_question_no_one_will_answer_any_more_are_free_again(store, held, settings):
    daily.question(store.conn, held, timedelta(seconds=-1), "Discard")
    assert begin(store, settings, run_id="manual__2")[1] == "hold"


def test_a_run_begun_again_gives_up_what_it_held(store, held, settings):
    daily.question(store.conn, held, WAIT, "Discard")
    again, verdict = begin(store, settings)
    assert (verdict, status(store, held)[0]) == ("hold", "failed")
    assert daily.question(store.conn, held, WAIT, "Discard") is None
    with pytest.raises(BadDay, match="waits for no decision"):
        daily.decide(store.conn, held, "Publish", "anna")
    daily.decide(store.conn, again, "Publish", "anna")
    assert daily.publish(store.conn, again)["loaded"] == 60


def test_checks_cleared_ask_again_and_a_later_answer_replaces_the_earlier(store, held, settings):
    daily.decide(store.conn, held, "Publish without the failing rows", "anna")
    assert daily.check(store.conn, settings, store.url("dropwire_loader"), held) == "hold"
    assert status(store, held) == ("held", "hold", None)
    assert store.one("SELECT count(*) FROM ops.rejects") == 0
    daily.decide(store.conn, held, "Discard", "anna")
    daily.decide(store.conn, held, "Publish", "bo")
    assert daily.publish(store.conn, held)["loaded"] == 60
    assert [by for (by,) in store.rows("SELECT decided_by FROM ops.decisions ORDER BY decision_id")] == [
        "anna", "anna", "bo",
    ]  # fmt: skip
    # once published it stays so, whatever is cleared
    daily.check(store.conn, settings, store.url("dropwire_loader"), held)
    assert status(store, held)[0] == "published"
    assert daily.question(store.conn, held, WAIT, "Discard") is None


def test_a_dry_run_tells_that_it_would_wait_and_asks_no_one(store, settings):
    deliver(settings, 60)
    load_id, verdict = begin(store, settings, dry_run=True)
    assert verdict == "hold"
    assert daily.question(store.conn, load_id, WAIT, "Discard") is None
    assert daily.publish(store.conn, load_id)["loaded"] == 60
    assert "would wait for a decision" in " ".join(daily.report(store.conn, load_id).split())
    assert store.one("SELECT count(*) FROM news.articles") == 0


def test_readers_see_the_last_good_day_meanwhile(store, settings):
    deliver(settings, 5, date(2017, 11, 5))
    load_id, verdict = begin(store, settings, date(2017, 11, 5))
    assert verdict == "pass"
    daily.publish(store.conn, load_id)
    deliver(settings, 60)
    held, _ = begin(store, settings)
    assert store.one("SELECT count(*) FROM news.articles") == 5
    assert "last for 2017-11-05" in daily.question(store.conn, held, WAIT, "Discard").body
    assert report.summary(store.conn, days=[DAY]).loads[0].status == "held"
