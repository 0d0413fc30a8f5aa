"""The pages of runs: the list of loads, a load of its own, the calendar of days, what a backfill would find."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from making import DIRECT, QUIET, article, event

from dropwire.article import Rejected
from dropwire.backfills import days_between, preview
from dropwire.config import Settings
from dropwire.errors import ConfigError
from dropwire.load import begin_load, days_standing, fail_load, keep_step, publish, stop_loads

pytestmark = pytest.mark.integration
NOVEMBER = date(2017, 11, 1), date(2017, 11, 30)
HOSTILE = "2017-11-06/<script>alert(1)</script>.txt"


def text(answer) -> str:
    """What a reader sees of a page, blanks made one."""
    body = re.sub(r"<(head|style).*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def states(store) -> dict[int, str]:
    return {one.day.day: one.state for one in days_standing(store.conn, *NOVEMBER) if one.state != "none"}


@pytest.fixture
def november(store):
    """A load of each kind."""
    old = {"rules_version": "1+old", "extractor_version": "1+old"}
    new = {"rules_version": "1+new", "extractor_version": "1+new"}
    publish(store.conn, store.begin((article(QUIET, file="2017-11-02/a.txt"), ()), day="2017-11-02", **old))
    refused = Rejected(HOSTILE, "c" * 64, None, "read", "empty", "Nothing is in it.")
    load_id = store.begin((article(file="2017-11-06/a.txt"), (event(),)), refused, started_by="anna", **new)
    publish(store.conn, load_id)
    publish(store.conn, begin_load(store.conn, date(2017, 11, 7), "test", [], **new))
    fail_load(store.conn, begin_load(store.conn, date(2017, 11, 8), "r8", [], **new), "the <b>disk</b> is full")
    begin_load(store.conn, date(2017, 11, 9), "inbox__2017-11-09__1", [], kind="operator_triggered", **new)
    store.drop((article(DIRECT, file="2017-11-10/late.txt"), ()))
    return load_id


def test_each_day_of_the_calendar_stands_as_it_does(store, november):
    assert states(store) == {2: "outdated", 6: "loaded", 7: "empty", 8: "failed", 9: "loading", 10: "missing"}
    found = {one.day.day: one for one in days_standing(store.conn, *NOVEMBER)}
    assert (found[6].n_read_files, found[6].n_quarantined, found[6].rules_version) == (2, 1, "1+new")
    assert (found[10].n_waiting, found[10].load_id) == (1, None)
    store.drop((article(DIRECT, file="2017-11-06/late.txt"), ()))
    assert states(store)[6] == "missing", "a file that came after its day was loaded"


def test_a_newer_version_of_a_file_takes_the_older_rules_away(store, november):
    again = article(QUIET + " Thêm.", file="2017-11-02/a.txt")
    publish(store.conn, store.begin((again, ()), day="2017-11-02", rules_version="1+new"))
    assert states(store)[2] == "loaded"


def test_a_run_that_ended_leaves_no_load_open_and_a_cleared_task_takes_it_up(store):
    items = ((article(), (event(),)),)
    load_id = store.begin(*items)
    stop_loads(store.conn, "test", "its run was ended by hand")
    assert store.rows("SELECT status, reason, finished_at IS NULL FROM ops.loads") == [
        ("stopped", "its run was ended by hand", False)
    ]
    assert states(store) == {6: "failed"}
    assert publish(store.conn, load_id).loaded == 1
    assert store.rows("SELECT status, reason FROM ops.loads") == [("published", None)]
    stop_loads(store.conn, "test", "too late")
    assert store.one("SELECT status FROM ops.loads") == "published"


@pytest.mark.parametrize("query", ["", "?year=2017", "?month=2017-11", "?year=2031", "?month=2031-01"])
def test_the_calendar_is_told_in_words(ask, november, query):
    answer = ask(f"/runs/calendar{query}")
    assert answer.status_code == 200
    if "2017" in query:
        for told in ("Older rules: 1", "Loaded: 1", "Nothing came: 1", "Failed: 1", "Loading now: 1", "Files wait: 1"):
            assert told in text(answer)
    if "2031" in query:
        assert "has not begun" in text(answer)


def test_a_month_offers_its_days(ask, november):
    told = text(ask("/runs/calendar?month=2017-11"))
    assert "6 Mon choose Loaded 2 files loaded 1 quarantined rules new" in told
    assert "10 Fri choose Files wait 1 file waits" in told
    assert 'value="2017-11-01"' in ask("/runs/calendar?month=2017-11").text


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("", ["2017-11-09", "2017-11-08", "2017-11-07", "2017-11-06", "2017-11-02"]),
        ("?status=trouble", ["2017-11-08"]),
        ("?kind=drop", ["2017-11-09"]),
        ("?day=2017-11-06", ["2017-11-06"]),
        ("?before=3", ["2017-11-06", "2017-11-02"]),
    ],
)
def test_loads_are_listed_the_newest_first(ask, november, query, days):
    assert re.findall(r'/runs/\d+">([\d-]+)<', ask(f"/runs{query}").text) == days


def test_a_list_longer_than_a_page_goes_on(store, ask):
    store.rows(
        "INSERT INTO ops.loads (day, run_id, kind, status) SELECT '2017-11-06', n::text, 'manual', 'published' "
        "FROM generate_series(1, 120) n"
    )
    seen: list[str] = []
    path = "/runs?status=published"
    for _ in range(3):
        page = ask(path).text
        seen += re.findall(r'/runs/(\d+)">2017', page)
        further = re.search(r'rel="next" href="([^"]+)"', page)
        path = unescape(further[1]).removeprefix("/dropwire") if further else path
    assert seen == [str(n) for n in range(120, 0, -1)]


def test_a_load_tells_its_account_steps_files_and_who_asked(store, ask, november):
    began = datetime.now(UTC) - timedelta(seconds=90)
    for part in ("1 of 2", "2 of 2"):
        keep_step(store.conn, november, "process", began, part)
    keep_step(store.conn, november, "publish", datetime.now(UTC))
    answer = ask(f"/runs/{november}")
    told = text(answer)
    assert "Monday, November 6, 2017 published" in told
    assert "2 read = 1 new or changed + 1 quarantined" in told
    assert "by hand, anna" in told or "nightly run, anna" in told
    assert re.search(r"process 9\d s 2, the longest 9\d s", told)
    assert "Files: 2" in told and "<script>alert" in told
    assert "<script>alert" not in answer.text
    assert "Nothing is in it." in told
    assert re.search(r'href="/dags/articles_daily/runs/test"[^>]*data-airflow', answer.text)


def test_a_failed_load_says_why_and_leads_to_another_try(ask, november):
    answer = ask("/runs/4")
    assert "the <b>disk</b> is full" in text(answer)
    assert "<b>disk" not in answer.text
    assert "/runs/backfill?from=2017-11-08&amp;to=2017-11-08" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/runs/999999", 404), ("/runs/x", 422), ("/runs/99999999999999999999", 422), ("/runs?before=0", 422),
        ("/runs?status=odd", 422), ("/runs?day=2017-02-31", 200), ("/runs/calendar?month=2017-13", 422),
        ("/runs/calendar?year=0", 422), ("/runs/backfill?from=x&to=y", 200), ("/runs/backfill?at_once=99", 422),
    ],
)  # fmt: skip
def test_an_odd_address_is_a_page_in_plain_words(ask, path, status):
    answer = ask(path)
    assert answer.status_code == status
    assert "<main" in answer.text


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("x", "", "a day is written 2017-11-06"), ("2017-11-06", "2017-11-05", "lies before"),
        ("2017-11-06", "2999-01-01", "has not ended"), ("2015-01-01", "2017-01-01", "too many"), ("", "", "nothing"),
    ],
)  # fmt: skip
def test_a_range_that_cannot_be_is_refused(first, last, told):
    with pytest.raises(ConfigError, match=told):
        days_between(first, last, date(2026, 11, 22))


def test_a_preview_counts_ledger_and_inbox_and_changes_nothing(store, november, tmp_path, ask):
    for name in (
        "2017-11-10/late.txt", "2017-11-10/new.txt", "2017-11-11/new.txt", "2017-11-11/half.txt.part",
        "2017-11-11/.hidden", "2017-12-01/other.txt",
    ):  # fmt: skip
        path = tmp_path / "drops" / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(QUIET, encoding="utf-8")
    days, seen = preview(store.conn, Settings(home=tmp_path, settle_seconds=0), *NOVEMBER)
    assert seen
    assert [one.standing.day.day for one in days if one.n_unfinished] == [11]
    assert {one.standing.day.day: (one.standing.n_waiting, one.n_inbox) for one in days if one.n_new} == {
        10: (1, 2), 11: (0, 1),
    }  # fmt: skip
    assert "11 Sat choose Files wait 1 file waits" in text(ask("/runs/calendar?month=2017-11"))
    told = text(ask("/runs/backfill?from=2017-11-01&to=2017-11-30"))
    assert "30 days, 4 new files. 1 file is still being written and not counted" in told
    assert store.one("SELECT count(*) FROM landing.drop_files") == 4


def test_without_the_right_nothing_can_be_started(room, november):
    room.may_trigger = frozenset()
    page = room.client().get("/dropwire/runs/backfill?from=2017-11-01&to=2017-11-30").text
    assert 'id="start"' not in page
    assert "You may look" in page


def test_an_inbox_that_cannot_be_seen_is_said(store, tmp_path, ask):
    assert "The inbox cannot be seen from here" in text(ask("/runs/backfill?from=2017-11-01"))
