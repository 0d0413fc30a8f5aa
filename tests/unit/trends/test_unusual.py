"""What is called out of the ordinary, and what is not, on weeks of figures made up here."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from dropwire.trends import ALL, Anomaly, DayCounts, Diagnosis, History, anomalies, diagnose

TODAY = date(2024, 5, 15)  # a Wednesday
NAMES = {ALL: "all sources", "big": "Nhịp Tin", "small": "Warta Kecil", "mid": "Meridian", "none": "no source named"}
USUAL = {"big": 120, "small": 3, "mid": 40}


def counts(n: int, **changes: object) -> DayCounts:
    values = {
        "n_articles": n, "n_no_date": n // 20, "n_chars": n * 1800, "n_events": n * 3, "n_short": n // 50,
        "langs": {"vi": n} if n else {},
    }  # fmt: skip
    return DayCounts(**(values | changes))


def feed(weeks: int = 8, seed: int = 1, usual: dict[str, int] | None = None) -> History:
    """Weeks of days with weekends at half, a fifth of scatter, and one total a day."""
    rng = random.Random(seed)
    days = [TODAY - timedelta(days=n) for n in range(weeks * 7, -1, -1)]
    made: dict[tuple[str, date], DayCounts] = {}
    for day in days:
        total = DayCounts()
        for key, n in (usual or USUAL).items():
            rate = n * (0.5 if day.weekday() >= 5 else 1.0) * rng.lognormvariate(0, 0.2)
            number = max(0, round(rng.gauss(rate, rate**0.5)))
            if number:
                made[key, day] = counts(number)
                total += made[key, day]
        made[ALL, day] = total
    return History(days, made)


def told(history: History, day: date = TODAY, **kwargs: object) -> list[Diagnosis]:
    return diagnose(history, anomalies(history, NAMES, day), day, NAMES, kwargs.get("troubles", {}))  # type: ignore[arg-type]


def changed(key: str, now: DayCounts | None) -> History:
    history = feed()
    made = dict(history.counts)
    made.pop((key, TODAY), None)
    if now is not None:
        made[key, TODAY] = now
    made[ALL, TODAY] = sum((made.get((k, TODAY), DayCounts()) for k in USUAL), DayCounts())
    return History(history.days, made)


@pytest.mark.parametrize("gone", [("big",), ("big", "mid"), ("big", "mid", "small")])
def test_of_sources_that_are_as_usual_it_is_enough_to_know_since_when_they_come(gone: tuple[str, ...]) -> None:
    history = feed()
    made = {(key, day): n for (key, day), n in history.counts.items() if day != TODAY or key not in (*gone, ALL)}
    made[ALL, TODAY] = sum((made.get((key, TODAY), DayCounts()) for key in USUAL), DayCounts())
    found = anomalies(History(history.days, made), NAMES, TODAY)
    odd = {one.source_key for one in found} | {ALL}
    since = {key: min(day for other, day in made if other == key) for key in (*USUAL, ALL)}
    part = History(history.days, {place: n for place, n in made.items() if place[0] in odd}, found, since)
    assert diagnose(part, found, TODAY, NAMES, {}) == diagnose(
        History(history.days, made, found), found, TODAY, NAMES, {}
    )


def test_an_ordinary_day_is_not_told() -> None:
    assert told(feed()) == []


def test_ordinary_weeks_of_thirty_sources_cry_wolf_less_than_once_a_fortnight() -> None:
    usual = {f"s{n}": size for n, size in enumerate([1, 2, 3, 5, 8, 12, 20, 40, 80, 160] * 3)}
    history, found = feed(weeks=20, usual=usual), []
    for day in history.days[70:]:
        now = anomalies(history, {}, day)
        found += now
        history = History(history.days, history.counts, found)
    assert len({(one.day) for one in found}) <= len(history.days[70:]) / 14


@pytest.mark.parametrize(
    ("now", "kind", "words"),
    [
        (counts(12), "fell", "(-8"),
        (None, "silent", "no article"),
        (counts(380), "rose", "times as many"),
        (counts(380, n_duplicate=260), "rose", "delivered again"),
        (counts(118, n_repeated=110, repeated_line="Theo dõi kênh của chúng tôi"), "template", "Theo dõi kênh"),
        (counts(118, n_no_title=118, n_short=90, n_chars=118 * 200), "template", "without a title"),
        (counts(118, langs={"en": 100, "vi": 18}), "language", "85% of the articles are in en; usual is vi"),
        (counts(118, n_stale=100), "stale", "published more than 3 days before"),
        (counts(118, n_rejected=60), "rejected", "set aside"),
        (counts(118, n_no_date=80), "no_date", "without a date"),
        (counts(118, n_events=20), "yield", "events an article"),
    ],
)
def test_a_change_of_a_source_is_named(now: DayCounts | None, kind: str, words: str) -> None:
    found = [one for one in told(changed("big", now)) if one.source_key == "big"]
    assert [one.kind for one in found][:1] == [kind]
    assert words in found[0].what + found[0].cause
    assert found[0].todo


def test_a_source_that_is_down_says_why() -> None:
    found = told(changed("mid", None), troubles={"meridian": "it answers 503"})
    assert "it answers 503" in found[0].cause


def test_a_few_a_day_may_be_none_a_day_but_not_for_a_week() -> None:
    history = feed()
    made = {at: n for at, n in history.counts.items() if at[0] != "small" or at[1] < TODAY}
    assert told(History(history.days, made)) == []
    made = {at: n for at, n in made.items() if at[0] != "small" or at[1] < TODAY - timedelta(days=7)}
    assert [(one.kind, one.source_key) for one in told(History(history.days, made))] == [("silent", "small")]


def test_an_empty_day_is_told_once_for_all_sources() -> None:
    history = feed()
    made = {at: n for at, n in history.counts.items() if at[1] < TODAY} | {(ALL, TODAY): DayCounts()}
    found = told(History(history.days, made))
    assert [(one.kind, one.severity, one.source_key) for one in found] == [("silent", "critical", ALL)]
    assert "inbox" in found[0].cause


def test_an_archive_is_no_flood() -> None:
    history = feed()
    made = dict(history.counts)
    made["big", TODAY] = counts(118, n_old=4000)
    made[ALL, TODAY] = counts(160, n_old=4000)
    found = told(History(history.days, made))
    assert [(one.kind, one.severity) for one in found] == [("archive", "info")]


def test_anomalies_stay_out_of_what_is_usual_until_they_last_two_weeks() -> None:
    def tripled(days: int) -> bool:
        history = feed()
        made, odd = dict(history.counts), []
        for day in history.days[-days - 1 :]:
            made["mid", day] = counts(150)
            if day < TODAY:
                odd.append(Anomaly(day, "mid", "volume", "Meridian", 150, 40, 20, 60, 8))
        found = anomalies(History(history.days, made, odd), NAMES, TODAY)
        return ("mid", "volume") in [(one.source_key, one.metric) for one in found]

    assert [tripled(days) for days in (0, 6, 13, 14)] == [True, True, True, False]


def test_little_history_says_nothing() -> None:
    history = feed(weeks=1)
    made = {at: n for at, n in history.counts.items() if at[0] != "big" or at[1] < TODAY}
    assert told(History(history.days, made)) == []
