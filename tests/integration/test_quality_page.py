"""The page Quality and those of rules: days, rules that did not hold, what is odd and why, alerts, channels."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from control_rooms import PREFIX, Room
from histories import lay_weeks
from making import TAKEN, article, event

from dropwire import alerting, check
from dropwire.article import Published, Rejected
from dropwire.config import Settings
from dropwire.load import publish

pytestmark = pytest.mark.integration

DAY = date(2024, 5, 15)
NEXT = DAY + timedelta(days=1)
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture(scope="module")
def odd(module_store):
    """Six weeks, then a day on which a source is almost gone, articles are too short and a file cannot be read."""
    store = module_store
    lay_weeks(
        store, DAY - timedelta(days=2), {"Tin Chiến Sự": 60, "Kabar Perang": 40, "Suara Hulu": 6}
    )  # the day before is missing
    published = Published(str(DAY), str(DAY), "meta")
    made = [
        (
            article(
                f"{TAKEN} Bản tin thứ {i} ngày {DAY}.", file=f"{DAY}/{source}-{i}.txt", source=source,
                published=published, title=f"Tin {i} {HOSTILE}",
            ),
            (event(),),
        )
        for source, n in (("Tin Chiến Sự", 5), ("Kabar Perang", 40))
        for i in range(n)
    ]  # fmt: skip
    short = article("ngắn", file=f"{DAY}/short.txt", source="Kabar Perang", published=published, title=HOSTILE)
    made += [(short, ()), Rejected(f"{DAY}/broken.jsonl", "f" * 64, 3, "read", "json_syntax", f"No JSON: {HOSTILE}")]
    load_id = store.begin(*made, day=str(DAY), kind="scheduled")
    check.check(store.conn, store.url("dropwire_loader"), load_id)
    store.rows("UPDATE ops.loads SET verdict = 'warn', status = 'running' WHERE load_id = %s", load_id)
    publish(store.conn, load_id)
    seen = alerting.Seen("articles_daily", "test", datetime.combine(NEXT, time(1), UTC))
    alerting.after_load(store.conn, alerting.office(Settings()), seen, load_id)
    store.rows(
        "INSERT INTO ops.alert_messages (audience, channel, severity, run_id, subject, body, html, images, created_at,"
        " send_after, error, state) VALUES ('duty', 'PAGER', 'warning', 'x', 's', 'b', 'h', '[]', now(), now(),"
        " 'Connection refused', 'waiting')"
    )
    return store


@pytest.fixture
def ask(odd):
    client = Room(odd.url("dropwire_loader")).client()
    return lambda path: client.get(PREFIX + path)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_newest_day_is_shown_with_all_that_is_wrong(ask):
    text = flat(ask("/quality").text)
    assert re.search(rf'day={DAY}[^>]*aria-current="date" aria-label="{DAY.day}, {DAY}: passed with warnings"', text)
    assert re.search(f'aria-label="[0-9]+, {DAY - timedelta(days=1)}: no run"', text)
    assert text.count("<li><a class=") + text.count('<span class="month">') >= 28
    assert re.search(r"<code>article_body_short</code> <span class=\"count\">1 of 46", text)
    assert "json_syntax" in text
    assert "Tin Chiến Sự: 5 articles" in text
    assert "Likely cause" in text
    assert "The channel PAGER has not taken 1" in text
    assert text.count("<svg viewBox") >= 4
    assert HOSTILE not in text


def test_a_rule_that_bears_some_failing_rows_is_not_among_the_broken(odd, ask):
    odd.rows(
        "UPDATE ops.check_results SET n_failed = 2, success = true WHERE rule = 'articles_without_date'"
        " AND load_id = (SELECT max(load_id) FROM ops.loads)"
    )
    assert 'class="rule hold"' not in ask("/quality").text


@pytest.mark.parametrize("metric", ["volume", "rejected", "short", "length", "yield"])
def test_every_figure_is_drawn(ask, metric):
    text = ask(f"/quality?metric={metric}").text
    assert re.search(rf'<option value="{metric}" selected', text)
    assert len(re.findall("<figure", text)) == 4


def test_a_source_that_stayed_away_is_drawn_though_it_is_too_small_to_be_alarmed_about(ask):
    names = re.findall(r"<figcaption><b[^>]*>([^<]+)</b> <span class=\"count\">([^<]+)", flat(ask("/quality").text))
    assert dict(names)["Suara Hulu"].startswith("0, usually ")


def test_other_days(ask):
    before = ask(f"/quality?day={DAY - timedelta(days=1)}").text
    assert "No run has loaded this day" in before
    long_ago = ask("/quality?day=2024-01-31").text
    assert 'rel="next"' in long_ago
    assert ask("/quality?day=0001-01-01").status_code == 422
    assert ask("/quality?day=2999-01-01").status_code == 200
    assert ask("/quality?day=soon").status_code == 422
    assert ask("/quality?metric=luck").status_code == 422


def test_a_stopped_and_a_failed_day(odd, ask):
    odd.rows(
        "INSERT INTO ops.loads (day, run_id, kind, status, verdict, reason)"
        " VALUES (%s, 'stopped', 'scheduled', 'failed', 'stop', 'An item was staged twice')",
        NEXT,
    )
    try:
        text = ask("/quality").text
    finally:
        odd.rows("DELETE FROM ops.loads WHERE day = %s", NEXT)
    assert f'aria-label="{NEXT.day}, {NEXT}: stopped by the checks"' in text
    assert "An item was staged twice" in text


def test_a_rule_tells_what_it_checks_and_when_it_did_not_hold(ask):
    text = flat(ask("/quality/rules/article_body_short").text)
    assert "expect_column_values_to_be_between" in text
    assert re.search(rf'day={DAY}">{DAY}</a></th><td class="n">1</td><td class="n">46', text)
    assert "1 open entry in the quarantine" in text
    assert re.search(r'href="/dropwire/quarantine/[0-9a-f-]{36}"', text)
    assert HOSTILE not in text


def test_rules_of_reading_rules_that_held_and_no_rules(ask):
    read = ask("/quality/rules/json_syntax").text
    assert "A rule of collecting, reading or cleaning" in read
    assert str(DAY) in read
    assert "It has held" in ask("/quality/rules/event_orphan").text
    assert ask("/quality/rules/no_such_rule").status_code == 404
    assert ask("/quality/rules/%00").status_code == 404


def test_an_empty_warehouse_says_what_to_do(room):
    text = room.client().get(f"{PREFIX}/quality").text
    assert "Nothing has been loaded yet" in text
