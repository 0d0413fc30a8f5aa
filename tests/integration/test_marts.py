"""Counts by day and month."""

import pytest
from making import DIRECT, QUIET, TAKEN, article, event

from dropwire.article import Published

pytestmark = pytest.mark.integration


@pytest.fixture
def filled(store):
    """Two days, two months, three types; a copy, a denial, a background event, a vague one."""
    december = {"date_min": "2017-12-01", "date_max": "2017-12-01"}
    week = {"date_min": "2017-11-06", "date_max": "2017-11-12", "date_precision": "week"}
    attack = {"type": "vac.attack", "actor2": "Civilians (Syria)", "fatalities": None, "fatalities_low": None}
    later, unsure = Published("2017-11-07", "2017-11-07", "meta"), Published("2017-11-01", "2017-11-30", "body")
    store.load(
        (article(), (event(), event(**attack, injured=4),
                     event(type="battle.armed_clash", **december), event(type="strategic.arrests", **week, captured=7),
                     event(type="explosion.grenade", status="denied"),
                     event(type="riot.mob_violence", background=True))),
        (article(TAKEN.upper(), file="2017-11-06/copy.txt", published=later), ()),
        (article(DIRECT, file="2017-11-06/b.txt", source="Kabar", lang="id"),
         (event(DIRECT, fatalities=15, fatalities_low=None, status="claimed", attribution="SOHR"),)),
        (article(QUIET, file="2017-11-06/c.txt", source="Kabar", lang="id", published=unsure), ()),
    )  # fmt: skip
    return store


def test_events_by_day(filled):
    columns = (
        "day::text, admin1, type, n_events, n_with_toll, fatalities_low, fatalities_high, injured, n_against_civilians"
    )
    assert filled.rows(f"SELECT {columns} FROM news.daily_events ORDER BY day, type") == [
        ("2017-11-06", "Hama", "battle.government_regains_territory", 1, 1, 12, 15, None, 0),
        ("2017-11-06", "Hama", "vac.attack", 1, 0, None, None, 4, 1),
        ("2017-12-01", "Hama", "battle.armed_clash", 1, 1, 12, 12, None, 0),
    ]


def test_events_by_month_take_in_those_of_a_week(filled):
    columns = "month::text, type, n_events, fatalities_best, captured"
    assert filled.rows(f"SELECT {columns} FROM news.monthly_events ORDER BY month, type") == [
        ("2017-11-01", "battle.government_regains_territory", 1, filled.one(
            "SELECT fatalities_best FROM news.events WHERE type = 'battle.government_regains_territory'"), None),
        ("2017-11-01", "strategic.arrests", 1, 12, 7),
        ("2017-11-01", "vac.attack", 1, None, None),
        ("2017-12-01", "battle.armed_clash", 1, 12, None),
    ]  # fmt: skip


def test_actors_by_day_and_month(filled):
    columns = "actor, side, n_events, n_primary, n_against_civilians, fatalities_high"
    daily = filled.rows(f"SELECT {columns} FROM news.daily_actors WHERE day = '2017-11-06' ORDER BY actor")
    assert daily == [
        ("Civilians (Syria)", 2, 1, 1, 1, None),
        ("Hayat Tahrir al-Sham (HTS)", 2, 1, 1, 0, 15),
        ("Hezbollah", 1, 2, 0, 1, 15),
        ("Military Forces of Syria", 1, 2, 2, 1, 15),
    ]
    months = "SELECT month::text, n_events FROM news.monthly_actors WHERE actor = 'Hezbollah' ORDER BY 1"
    assert filled.rows(months) == [("2017-11-01", 3), ("2017-12-01", 1)]


def test_sources_by_day_and_month(filled):
    columns = "source, lang, n_articles, n_copies, n_stories, n_event_reports, n_without_event"
    assert filled.rows(f"SELECT day::text, {columns} FROM news.daily_sources ORDER BY 1, 2") == [
        ("2017-11-06", "Kabar", "id", 1, 0, 1, 1, 0),
        ("2017-11-06", "Tin Chiến Sự", "vi", 1, 0, 1, 6, 0),
        ("2017-11-07", "Tin Chiến Sự", "vi", 1, 1, 1, 0, 1),
    ]
    assert filled.rows(
        f"SELECT month::text, {columns}, n_days FROM news.monthly_sources ORDER BY 2", role="dropwire_reader"
    ) == [
        ("2017-11-01", "Kabar", "id", 2, 0, 2, 1, 1, 2),
        ("2017-11-01", "Tin Chiến Sự", "vi", 2, 1, 1, 6, 1, 2),
    ]
