"""Page Today: how a day stands, an account that adds up, and what waits for a person; empty, full and odd."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from histories import HOSTILE, ODD_DAY, odd_day
from making import DIRECT, LATER, QUIET, TAKEN, article, event

from dropwire import alerting
from dropwire.article import Rejected
from dropwire.config import Settings
from dropwire.load import publish
from dropwire.pages.today import flow
from dropwire.pages.today.day import read_day

pytestmark = pytest.mark.integration
NOW = datetime.now(UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def texts(answer) -> str:
    """The page's words, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


@pytest.fixture
def published_odd_day(store) -> int:
    load_id = odd_day(store)
    publish(store.conn, load_id)
    seen = alerting.Seen("articles_daily", "test", datetime(2024, 5, 16, 1, tzinfo=UTC))
    alerting.after_load(store.conn, alerting.office(Settings()), seen, load_id)
    return load_id


def test_an_empty_warehouse_says_what_to_do(ask):
    assert "Put drops into the inbox" in texts(ask("/today"))


def test_the_account_adds_up_by_source_and_by_fate(store, ask, published_odd_day):
    day = read_day(store.conn, ODD_DAY, TODAY)
    counts = store.rows(
        "SELECT n_read, n_loaded, n_unchanged, n_duplicate, n_quarantined, n_skipped FROM ops.loads WHERE load_id = %s",
        published_odd_day,
    )[0]
    assert (day.count(), *(day.count(fate) for fate in flow.DISPOSITIONS)) == counts
    table = flow.by_source([(group.source, group.disposition, group.n) for group in day.groups])
    assert sum(sum(row.values()) for row in table.values()) == counts[0]
    assert table["Kabar Perang"]["loaded"] == 39
    text = texts(ask(f"/today?day={ODD_DAY}"))
    assert f"{counts[0]} read, and what became of them" in text
    assert f"{counts[1]} articles" in text
    assert "json_syntax" in text
    assert "usually 6" in text


def test_the_bands_of_the_picture_are_as_thick_as_their_bars():
    table = {f"source {n}": {"loaded": 100 * n + 1, "quarantined": n % 3} for n in range(12, 0, -1)}
    drawn = flow.largest(table, lambda n: f"{n} others")
    assert list(drawn)[-1] == "4 others"
    assert sum(sum(row.values()) for row in drawn.values()) == sum(sum(row.values()) for row in table.values())
    names = {fate: fate for fate in flow.DISPOSITIONS}
    picture = flow.drawing(drawn, names, "label", str, 300, 200)
    bars = [float(height) for height in re.findall(r'<rect class="loaded"[^>]* height="([\d.]+)"', picture)]
    ends = re.findall(r'class="band loaded" d="[^"V]* ([\d.]+)V([\d.]+)', picture)
    assert len(ends) == len(drawn)
    assert sum(float(bottom) - float(top) for top, bottom in ends) == pytest.approx(bars[0], abs=1)


def test_what_is_read_again_is_counted_once(store, ask):
    items = [(article(TAKEN), (event(),)), (article(DIRECT, file="2017-11-06/b.txt"), ())]
    store.load(*items)
    store.load(*items)
    assert store.rows("SELECT n_read FROM ops.loads ORDER BY load_id") == [(2,), (2,)]
    text = texts(ask("/today?day=2017-11-06"))
    assert "Loaded: 2 articles, 1 event" in text
    assert "2 read, and what became of them" in text


@pytest.mark.parametrize(
    ("status", "verdict", "words"),
    [
        ("failed", None, "Not loaded: the run failed"),
        ("running", "stop", "Not loaded: the checks stopped it"),
        ("running", None, "Being loaded"),
        ("discarded", "hold", "Discarded"),
    ],
)
def test_how_a_day_stands(store, ask, status, verdict, words):
    load_id = store.begin((article(), (event(),)), day=str(YESTERDAY))
    store.rows("UPDATE ops.loads SET status = %s, verdict = %s WHERE load_id = %s", status, verdict, load_id)
    text = texts(ask("/today"))
    assert "Yesterday ·" in text
    assert words in text


def test_what_waits_for_a_person(store, ask):
    load_id = store.begin((article(QUIET), ()), (article(LATER, file="2017-11-07/a.txt"), ()), day="2017-11-07")
    store.rows(
        "UPDATE ops.loads SET status = 'held', verdict = 'hold', run_id = 'manual__2017-11-07T00:00:00+00:00',"
        " held_until = %s WHERE load_id = %s",
        NOW + timedelta(hours=3), load_id,
    )  # fmt: skip
    store.load(day=str(TODAY - timedelta(days=3)))
    store.drop((article(DIRECT, file="2017-11-05/late.txt"), ()))
    answer = ask("/today?day=2017-11-07")
    text = texts(answer)
    assert "Held: 2 articles wait for a decision" in text
    assert "/dags/articles_daily/runs/manual__2017-11-07T00%3A00%3A00%2B00%3A00/required_actions" in answer.text
    assert "1 file of Nov 5, 2017 no run has read" in text
    assert text.count("is not loaded") == 2  # the two days since the last that was
    assert "4 things wait for you" in text


def test_a_day_without_a_run_whose_files_wait_is_told_once(store, ask):
    store.load(day=str(TODAY - timedelta(days=2)))
    store.drop((article(DIRECT, file=f"{TODAY - timedelta(days=1)}/late.txt"), ()))
    text = texts(ask("/today"))
    assert "1 file of" in text and "no run has read" in text
    assert "is not loaded" not in text
    assert "1 thing waits for you" in text


def test_other_peoples_words_are_inert(store, ask):
    hostile = article(source=HOSTILE, title=HOSTILE)
    store.load((hostile, (event(),)), Rejected(f"2017-11-06/{HOSTILE}", "f" * 64, 3, "read", "json_syntax", HOSTILE))
    answer = ask("/today?day=2017-11-06")
    assert HOSTILE not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize("query", ["day=tomorrow", "day=0001-01-01", "day=9999-12-31", "day=2017-13-40"])
def test_an_odd_address_is_told_as_such(ask, query):
    answer = ask(f"/today?{query}")
    assert answer.status_code == 422
    assert "cannot be read" in answer.text


def test_a_day_nobody_loaded(ask):
    answer = ask("/today?day=2017-11-06")
    assert answer.status_code == 200
    assert "no run has begun" in texts(answer)


def test_vietnamese(store, ask, published_odd_day):
    text = texts(ask(f"/today?day={ODD_DAY}", headers={"Accept-Language": "vi"}))
    assert "Đã nạp:" in text
    assert "Việc đang chờ bạn" in text or "Không có việc gì chờ bạn." in text
