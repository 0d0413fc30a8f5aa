"""Alerts from first sight to their end over simulated days, through a real SMTP and a real HTTP server."""

from __future__ import annotations

import logging
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from histories import lay_weeks
from hostile import EVIL, STEERING
from making import TAKEN, article, event
from receivers import mail_server, web_server

from dropwire import alert, alerting
from dropwire.article import Published
from dropwire.config import Settings

pytestmark = pytest.mark.integration

DAY = date(2024, 5, 13)  # a Monday
SECRET = "Zw0lle-geheim-77"
SOURCE, OTHER = "Tin Chiến Sự", "Kabar Perang"
CONFIG = """
channels:
  mail: {variable: TEST_MAIL}
  hook: {variable: TEST_HOOK}
  unset: {variable: TEST_UNSET}
audiences:
  - {name: duty, channels: [mail, hook, unset]}
  - {name: desk, channels: [mail], minimum: critical}
"""


@pytest.fixture
def mail():
    with mail_server() as box:
        yield box


@pytest.fixture
def hook():
    with web_server() as server:
        yield server


@pytest.fixture
def desk(tmp_path, monkeypatch, mail, hook):
    return make_desk(tmp_path, monkeypatch, mail, hook)


def make_desk(tmp_path: Path, monkeypatch, mail, hook, config: str = CONFIG) -> alerting.Office:
    monkeypatch.setenv(
        "TEST_MAIL",
        f"mailto://duty:{SECRET}@127.0.0.1:{mail.port}?from=dropwire@tin.example&to=duty@tin.example&mode=insecure",
    )
    monkeypatch.setenv("TEST_HOOK", f"json://robot:{SECRET}@127.0.0.1:{hook.port}/alerts")
    monkeypatch.delenv("TEST_UNSET", raising=False)
    path = tmp_path / "alerts.yaml"
    path.write_text(config, encoding="utf-8")
    return alerting.office(Settings(alerts=path), "http://127.0.0.1:8080")


def seen(day: date, hour: int = 1, run: str | None = None) -> alerting.Seen:
    return alerting.Seen(
        "articles_daily", run or f"scheduled__{day}", datetime.combine(day + timedelta(days=1), time(hour), UTC)
    )


def items(n: int, day: date, source: str = SOURCE, extra: str = ""):
    return [
        (
            article(
                f"{TAKEN} Bản tin thứ {i} trong ngày {day} của {source}, do phóng viên thường trú gửi về.{extra}",
                file=f"{day}/{source}-{i}.txt", source=source, published=Published(str(day), str(day), "meta"),
            ),
            (event(),),
        )
        for i in range(n)
    ]  # fmt: skip


def a_day(store, desk, day: date, *made, kind: str = "scheduled") -> str:
    load_id = store.begin(*made, day=str(day), kind=kind)
    published(store, load_id)
    return alerting.after_load(store.conn, desk, seen(day), load_id)


def published(store, load_id: int) -> None:
    """What publishing leaves in the ledger; what it does to articles is of no interest here, and takes its time."""
    store.rows("UPDATE ops.loads SET status = 'published', finished_at = now() WHERE load_id = %s", load_id)


def ordinary(day: date):
    return [*items(30, day), *items(20, day, OTHER)]


@pytest.fixture
def weeks(store):
    lay_weeks(store, DAY - timedelta(days=1), {SOURCE: 30, OTHER: 20})
    return store


def subjects(mail):
    return [str(one["Subject"]) for one in mail.mails]


def text_of(mail) -> str:
    return mail.get_body(("html",)).get_content()


def test_five_days_of_a_source_that_falls_silent(weeks, desk, mail, hook):
    days = [DAY + timedelta(days=n) for n in range(5)]
    a_day(weeks, desk, days[0], *ordinary(days[0]))
    assert (mail.mails, hook.posts) == ([], [])
    a_day(weeks, desk, days[1], *items(3, days[1]), *items(20, days[1], OTHER))
    a_day(weeks, desk, days[2], *items(2, days[2]), *items(20, days[2], OTHER))
    alerting.after_load(weeks.conn, desk, seen(days[2], 3), weeks.one("SELECT max(load_id) FROM ops.loads"))
    a_day(weeks, desk, days[3], *ordinary(days[3]))
    a_day(weeks, desk, days[4], *ordinary(days[4]))
    assert subjects(mail) == [
        "Dropwire Tin Chiến Sự: far fewer articles",
        "Dropwire still: Tin Chiến Sự: far fewer articles",
        "Dropwire resolved: Tin Chiến Sự: far fewer articles",
    ]
    assert [post["title"] for post in hook.posts] == subjects(mail)
    first, still, resolved = map(text_of, mail.mails)
    for words in (
        "3 articles, usually",
        "(-",
        "Likely cause",
        "What to do",
        "plugin/results",
        "scheduled__2024-05-14",
    ):
        assert words in first
    assert "since 2024-05-14" in still
    assert "It is over" in resolved
    picture = next(part for part in mail.mails[0].walk() if part.get_content_type() == "image/png")
    assert picture.get_content().startswith(b"\x89PNG")
    assert f"cid:{picture.get_filename()}" in first
    assert hook.posts[0]["attachments"][0]["mimetype"] == "image/png"
    assert weeks.rows("SELECT since_day, last_day, resolved_at IS NULL FROM ops.alerts WHERE topic = 'trends'") == [
        (days[1], days[2], False)
    ]
    assert mail.logins[0] == ("duty", SECRET)


def test_one_message_tells_all_of_a_run_and_shows_examples(weeks, desk, mail):
    line = "\n\nTheo dõi kênh nhắn tin của chúng tôi để nhận tin sớm nhất"
    a_day(weeks, desk, DAY, *items(30, DAY, extra=line), *items(1, DAY, OTHER))
    assert subjects(mail) == ["Dropwire Tin Chiến Sự: a new layout (1 more new)"]
    told = text_of(mail.mails[0])
    assert told.count(".txt</code>") == 3
    assert "Theo dõi kênh" in told


def test_an_empty_day_is_critical_and_reaches_who_wants_only_that(weeks, desk, mail):
    a_day(weeks, desk, DAY)
    assert subjects(mail) == ["Dropwire CRITICAL all sources: silent"] * 2


def test_a_missing_day_is_told_until_it_is_loaded(weeks, desk, mail):
    after = DAY + timedelta(days=1)
    a_day(weeks, desk, after, *ordinary(after))
    assert subjects(mail) == ["Dropwire 2024-05-13 is missing"]
    load_id = weeks.begin(*ordinary(DAY), day=str(DAY), kind="backfill")
    published(weeks, load_id)
    alerting.after_load(weeks.conn, desk, seen(after, 5, "backfill__1"), load_id)
    assert subjects(mail)[1:] == ["Dropwire resolved: 2024-05-13 is missing"]


def test_a_backfill_of_years_ago_tells_no_one(weeks, desk, mail, hook):
    for n in range(3):
        day = date(2012, 1, 1) + timedelta(days=n)
        load_id = weeks.begin(*items(1 + 40 * n, day), day=str(day), kind="backfill")
        published(weeks, load_id)
        alerting.after_load(weeks.conn, desk, seen(DAY), load_id)
    assert (mail.mails, hook.posts, weeks.rows("SELECT * FROM ops.alerts")) == ([], [], [])


def test_a_stopped_run_is_told_at_once_and_over_when_the_day_is_loaded(weeks, desk, mail):
    alerting.after_failure(weeks.conn, desk, seen(DAY), DAY, "check", "event_orphan (3 of 90): staging is broken")
    assert subjects(mail)[0] == "Dropwire CRITICAL 2024-05-13 is not loaded"
    assert "stopped in task check: event_orphan" in text_of(mail.mails[0])
    mail.mails.clear()
    a_day(weeks, desk, DAY, *ordinary(DAY))
    assert subjects(mail)[0] == "Dropwire resolved: 2024-05-13 is not loaded"


def test_a_late_run(weeks, desk, mail):
    alerting.late(weeks.conn, desk, seen(DAY), DAY, timedelta(hours=3))
    a_day(weeks, desk, DAY, *ordinary(DAY))
    assert subjects(mail) == ["Dropwire 2024-05-13 is late", "Dropwire resolved: 2024-05-13 is late"]


def test_a_failing_channel_is_retried_and_told_and_fails_nothing(weeks, desk, mail, hook):
    hook.status = 503
    said = a_day(weeks, desk, DAY, *items(2, DAY), *items(20, DAY, OTHER))
    assert "NOT told duty through hook" in said
    assert "Told duty through mail" in said
    assert SECRET not in said
    assert [(name, n) for name, n, _ in alert.troubles(weeks.conn)] == [("hook", 1)]
    hook.status = 200
    later = seen(DAY).now
    assert alerting.send_waiting(weeks.conn, desk, later + timedelta(minutes=2)) == "Nothing waits to be sent."
    assert "Told duty through hook" in alerting.send_waiting(weeks.conn, desk, later + timedelta(minutes=30))
    assert len(hook.posts) == len(mail.mails) == 1
    assert alert.troubles(weeks.conn) == []


def test_a_channel_that_never_answers_is_given_up_after_three_days(weeks, desk, mail, hook):
    hook.status = 500
    a_day(weeks, desk, DAY, *items(2, DAY), *items(20, DAY, OTHER))
    now = seen(DAY).now
    for _ in range(20):
        now += timedelta(hours=12)
        alerting.send_waiting(weeks.conn, desk, now)
    assert weeks.rows("SELECT channel, state FROM ops.alert_messages ORDER BY 1") == [
        ("hook", "failed"),
        ("mail", "sent"),
    ]


def test_quiet_hours_wait_for_the_morning_unless_it_is_critical(weeks, tmp_path, monkeypatch, mail, hook):
    quiet = 'quiet: {from: "22:00", until: "06:30", timezone: Asia/Ho_Chi_Minh}'
    config = CONFIG.replace("[mail, hook, unset]}", "[mail], " + quiet + "}").replace(
        ", minimum: critical", ", topics: [days]"
    )
    desk = make_desk(tmp_path, monkeypatch, mail, hook, config)
    load_id = weeks.begin(*items(2, DAY), *items(20, DAY, OTHER), day=str(DAY))
    published(weeks, load_id)
    night = alerting.Seen("articles_daily", "r", datetime(2024, 5, 14, 18, 0, tzinfo=UTC))  # 01:00 there
    alerting.after_load(weeks.conn, desk, night, load_id)
    assert mail.mails == []
    alerting.send_waiting(weeks.conn, desk, datetime(2024, 5, 14, 23, 0, tzinfo=UTC))
    assert mail.mails == []
    alerting.send_waiting(weeks.conn, desk, datetime(2024, 5, 14, 23, 31, tzinfo=UTC))
    assert len(mail.mails) == 1
    alerting.after_failure(weeks.conn, desk, night, DAY, "publish", "the account does not balance")
    assert len(mail.mails) == 2


def test_a_muted_alert_is_not_told_even_when_it_comes_back(weeks, desk, mail):
    a_day(weeks, desk, DAY, *items(2, DAY), *items(20, DAY, OTHER))
    number = weeks.one("SELECT alert_id FROM ops.alerts WHERE topic = 'trends'")
    alert.mute(weeks.conn, number, seen(DAY).now + timedelta(days=7), "an")
    for n, few in ((1, 2), (2, 30), (3, 2)):
        day = DAY + timedelta(days=n)
        a_day(weeks, desk, day, *items(few, day), *items(20, day, OTHER))
    assert len(mail.mails) == 1
    assert weeks.one("SELECT count(*) FROM ops.alerts WHERE topic = 'trends'") == 2


def test_no_secret_ever_stands_in_an_alert_or_a_log(weeks, desk, mail, hook, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    password = weeks.conn.info.password
    leaks = [
        f"connection to server failed: postgresql://loader:{password}@db.example/warehouse",
        f"the webhook json://robot:{SECRET}@hook.example/alerts refused",
        f"password={SECRET} token: {SECRET} Authorization: Bearer {SECRET}",
    ]
    hook.status = 401
    said = [alerting.after_failure(weeks.conn, desk, seen(DAY), DAY, "publish", leak) for leak in leaks]
    monkeypatch.setenv("TEST_HOOK", f"nosuch://robot:{SECRET}@127.0.0.1/{SECRET}")
    said.append(alerting.after_failure(weeks.conn, desk, seen(DAY, 23), DAY, "publish", leaks[0]))
    stored = weeks.rows(
        "SELECT to_jsonb(a)::text FROM ops.alerts a UNION ALL SELECT to_jsonb(m)::text FROM ops.alert_messages m"
    )
    shown = [*said, caplog.text, str(stored), *(one.as_string() for one in mail.mails), *map(text_of, mail.mails)]
    assert not [text for text in shown if SECRET in text or password in text]
    assert stored


def test_other_peoples_words_are_inert_in_a_message(store):
    """Each as the name of a source, a reason and an example."""
    lengths = set()
    for n, words in enumerate(["harmless", *(evil[:300] for evil in EVIL)]):
        title = f"{words} is silent"
        found = alert.Finding(
            f"runs:{n}", "runs", "warning", title, words, words, words, DAY, 1, None, ((words, words),)
        )
        changes = alert.observe(store.conn, [found], [], alert.Moment(datetime.now(UTC), "a run"))
        audience = alert.Audience(name="duty", channels=["mail"])
        message = alert.compose(changes, audience, alert.Links(), "a run", datetime.now(UTC))
        assert message
        lengths.add(message.body.count("\n"))
        assert not STEERING.search(message.subject + message.body.replace("\n", " ")), words
        assert not re.search(r"<(script|img src=x|svg|iframe|!--|!\[CDATA|\?php|a href='x)", message.html), words
    assert len(lengths) == 1, "no word adds a line"


def test_without_a_usable_file_alerts_are_kept_and_the_log_says_what_is_wrong(weeks, tmp_path):
    path = tmp_path / "alerts.yaml"
    path.write_text("channels:\n  duty:\n    variable: mailto://a:b@c\naudiences: []\n", encoding="utf-8")
    desk = alerting.office(Settings(alerts=path))
    said = a_day(weeks, desk, DAY)
    assert "alerts.yaml:3" in said
    assert weeks.one("SELECT count(*) FROM ops.alerts WHERE severity = 'critical'") == 1
