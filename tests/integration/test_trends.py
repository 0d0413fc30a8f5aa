"""Loads measured in the warehouse and held against the weeks before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from histories import lay_weeks
from making import QUIET, TAKEN, article, event

from dropwire import trends
from dropwire.article import Published, Rejected
from dropwire.load import publish

pytestmark = pytest.mark.integration

DAY = date(2024, 5, 15)
NOW = datetime(2024, 5, 16, 1, tzinfo=UTC)
FOLLOW = "Theo dõi kênh nhắn tin của chúng tôi để nhận tin sớm nhất"


def items(n: int, day: date = DAY, source: str = "Tin Chiến Sự", **fields):
    published = fields.pop("published", Published(str(day), str(day), "meta"))
    extra = fields.pop("extra", "")
    return [
        (
            article(
                f"{TAKEN} Bản tin thứ {i} trong ngày {day} của {source}, do phóng viên thường trú gửi về.{extra}",
                file=f"{day}/{source}-{i}.txt", source=source, published=published, **fields,
            ),
            (event(),),
        )
        for i in range(n)
    ]  # fmt: skip


def told(store, *made, day=DAY, now=NOW, kind="scheduled"):
    load_id = store.begin(*made, day=str(day), kind=kind)
    return trends.measure(store.conn, load_id, now), load_id


def kinds(measured):
    return [(one.source_key if one.source_key == "all" else one.source, one.kind) for one in measured.diagnoses]


@pytest.fixture
def weeks(store):
    lay_weeks(store, DAY - timedelta(days=1), {"Tin Chiến Sự": 30, "Kabar Perang": 20})
    return store


def test_an_ordinary_day_is_counted_and_not_told(weeks):
    measured, load_id = told(weeks, *items(30), *items(20, source="Kabar Perang"))
    assert kinds(measured) == []
    rows = "SELECT n_articles, n_events, n_no_date, n_repeated, langs FROM ops.trend_days"
    assert weeks.rows(rows + " WHERE load_id = %s AND source_key = 'all'", load_id) == [(50, 50, 0, 0, {"vi": 50})]


def test_most_of_a_source_missing(weeks):
    measured, _ = told(weeks, *items(3), *items(20, source="Kabar Perang"))
    assert kinds(measured) == [("Tin Chiến Sự", "fell")]
    assert "-90%" in measured.diagnoses[0].what
    assert weeks.rows("SELECT metric, value FROM ops.trend_anomalies WHERE source_key <> 'all'") == [("volume", 3.0)]


def test_a_line_in_every_body_is_a_new_layout_and_the_line_is_told(weeks):
    measured, _ = told(weeks, *items(30, extra=f"\n\n{FOLLOW}"), *items(20, source="Kabar Perang"))
    assert kinds(measured) == [("Tin Chiến Sự", "template")]
    assert FOLLOW in measured.diagnoses[0].cause
    shown = trends.examples(weeks.conn, measured.diagnoses[0], measured.history)
    assert len(shown) == 3
    assert shown[0][0].startswith("2024-05-15/Tin")


def test_a_feed_in_the_wrong_language(weeks):
    measured, _ = told(weeks, *items(30, lang="en"), *items(20, source="Kabar Perang"))
    assert kinds(measured)[0] == ("Tin Chiến Sự", "language")


def test_an_empty_day(weeks):
    measured, _ = told(weeks)
    assert kinds(measured) == [("all", "silent")]


def test_a_backfill_and_an_old_day_are_counted_and_never_told(weeks):
    measured, load_id = told(weeks, *items(2, day=date(2011, 3, 1)), day=date(2011, 3, 1), kind="backfill")
    assert kinds(measured) == []
    assert weeks.one("SELECT bool_and(is_backfill) FROM ops.trend_days WHERE load_id = %s", load_id)
    measured, load_id = told(weeks, *items(2, day=date(2012, 3, 1)), day=date(2012, 3, 1), kind="manual")
    assert kinds(measured) == []
    assert weeks.one("SELECT count(*) FROM ops.trend_anomalies") == 0


def test_an_archive_in_todays_inbox_is_told_as_one(weeks):
    old = moved(items(70, published=Published("2015-01-01", "2015-01-01", "meta"), extra=" Cũ."), ".old")
    measured, _ = told(weeks, *old, *items(30), *items(20, source="Kabar Perang"))
    assert kinds(measured) == [("all", "archive")]
    assert measured.diagnoses[0].severity == "info"


def moved(made, suffix):
    """The same items in other files."""
    return [
        (replace(a, item=replace(a.item, file=a.item.file + suffix, file_sha256="0" + a.item.file_sha256[1:])), e)
        for a, e in made
    ]


def test_late_files_mend_their_own_day(weeks):
    measured, _ = told(weeks, *items(3), *items(20, source="Kabar Perang"))
    assert kinds(measured)
    weeks.rows("UPDATE ops.loads SET status = 'published'")
    after = DAY + timedelta(days=1)
    late = moved(items(28, extra=" Muộn."), ".late")
    measured, _ = told(
        weeks,
        *late,
        *items(31, day=after),
        *items(20, day=after, source="Kabar Perang"),
        day=after,
        now=NOW + timedelta(days=1),
    )
    assert kinds(measured) == []
    assert weeks.one("SELECT count(*) FROM ops.trend_anomalies") == 0


def test_measuring_again_and_reading_again_change_nothing(weeks):
    made = [*items(30), *items(20, source="Kabar Perang"), (article(QUIET, file=f"{DAY}/q.txt"), ())]
    first = weeks.begin(*made, day=str(DAY))
    trends.measure(weeks.conn, first, NOW)
    publish(weeks.conn, first)
    rows = (
        "SELECT day, source_key, sum(n_articles), sum(n_duplicate) FROM ops.trend_days WHERE day = %s"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    )
    before = weeks.rows(rows, DAY)
    trends.measure(weeks.conn, first, NOW)
    again = weeks.begin(*made, day=str(DAY))
    trends.measure(weeks.conn, again, NOW)
    assert weeks.rows(rows, DAY) == before


def test_what_cannot_be_read_counts_for_all(weeks):
    bad = [Rejected(f"{DAY}/b{n}.jsonl", f"{n:064}", 0, "read", "json_syntax", "Line 1 is no JSON.") for n in range(40)]
    measured, _ = told(weeks, *items(30), *items(20, source="Kabar Perang"), *bad)
    assert kinds(measured) == [("all", "rejected")]


def test_a_day_no_run_has_loaded_is_missed(weeks):
    after = DAY + timedelta(days=2)
    measured, _ = told(
        weeks,
        *items(30, day=after),
        *items(20, day=after, source="Kabar Perang"),
        day=after,
        now=NOW + timedelta(days=2),
    )
    assert measured.missing == (DAY, DAY + timedelta(days=1))
