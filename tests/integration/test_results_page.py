"""The results page, asked through its app: empty, full, stopped; who may see it; nothing from elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from histories import HOSTILE, odd_day
from histories import ODD_DAY as DAY

from dropwire import alerting
from dropwire.config import Settings
from dropwire.load import begin_load, publish

pytestmark = pytest.mark.integration

SEEN = alerting.Seen("articles_daily", "test", datetime.combine(DAY + timedelta(days=1), time(1), UTC))


def test_a_run_that_has_not_begun(ask):
    answer = ask("/results/articles_daily/manual__2024-05-15T00:00:00+00:00")
    assert answer.status_code == 200
    assert "has not begun" in answer.text


def test_a_full_page(store, ask):
    load_id = odd_day(store)
    publish(store.conn, load_id)
    alerting.after_load(store.conn, alerting.office(Settings()), SEEN, load_id)
    answer = ask("/results/articles_daily/test")
    text = re.sub(r"\s+", " ", answer.text)
    counts = store.rows("SELECT n_read, n_loaded, n_quarantined FROM ops.loads WHERE load_id = %s", load_id)[0]
    assert f"<b>{counts[0]}</b> read =" in text
    for words in (
        "article_body_short",
        "json_syntax",
        "body_length",
        "usually 6",
        "changed its layout",
        "Likely cause",
    ):
        assert words in text
    assert answer.text.count("<svg viewBox") == 4
    assert HOSTILE not in answer.text


def test_in_vietnamese(store, room):
    load_id = odd_day(store)
    client = room.client()
    client.cookies.set("dropwire_language", "vi")
    text = client.get("/dropwire/results/articles_daily/test").text
    assert '<html lang="vi"' in text
    for words in ("Thứ Tư", f"/dropwire/runs/{load_id}", "Lần nạp", "không đạt"):
        assert words in text


def test_a_stopped_run(store, ask):
    load_id = odd_day(store)
    store.rows(
        "UPDATE ops.check_results SET severity = 'stop', success = false, n_failed = 1"
        " WHERE rule = 'article_item_unique'"
    )
    store.rows("UPDATE ops.loads SET verdict = 'stop' WHERE load_id = %s", load_id)
    alerting.after_failure(store.conn, alerting.office(Settings()), SEEN, DAY, "check", "article_item_unique (1 of 58)")
    text = ask("/results/articles_daily/test").text
    assert "the checks said stop" in text
    assert text.index("article_item_unique") < text.index("article_body_short")
    assert "is not loaded" in text


def test_an_empty_day(store, ask):
    publish(store.conn, begin_load(store.conn, DAY, "test", []))
    assert "Nothing came in for this day" in ask("/results/articles_daily/test").text


def test_nothing_is_loaded_from_elsewhere_and_no_script_runs(store, ask):
    odd_day(store)
    answer = ask("/results/articles_daily/test")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert not re.findall(r"<script|style=|\ssrc=|\son\w+=|javascript:", answer.text)
    assert all(address.startswith("/dropwire/") for address in re.findall(r'href="([^"]+)"', answer.text))
    for address in re.findall(r'<link [^>]*href="([^"]+)"', answer.text):
        sheet = ask(address.removeprefix("/dropwire"))
        assert sheet.headers["content-type"].startswith("text/css")
        assert "url(" not in sheet.text


def test_the_theme_chosen_in_airflow_is_known_without_a_script(room):
    client = room.client()
    client.cookies.set("dropwire_theme", "dark")
    assert 'data-theme="dark"' in client.get("/dropwire/results/articles_daily/test").text
    client.cookies.set("dropwire_theme", '"><script>')
    assert "data-theme" not in client.get("/dropwire/results/articles_daily/test").text
