"""The views that lay events out as ACLED, UCDP GED and GDELT do."""

from pathlib import Path

import pytest
from making import DIRECT, QUIET, TAKEN, article, event

from dropwire.article import Published
from dropwire.extract.actors.registry import Actors
from dropwire.load import register_actors

pytestmark = pytest.mark.integration

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
LEXICON = Path(__file__).parents[2] / "include" / "dropwire" / "lexicon"


def known(store) -> None:
    register_actors(
        store.conn,
        [("Hayat Tahrir al-Sham (HTS)", "jihadists", "Syria", None), ("Wagner Group", "military", "Russia", None)],
    )


def codes(store, columns: str, **fields) -> list[tuple[object, ...]]:
    """The rows of ACLED's view when a single event with these fields is loaded."""
    known(store)
    store.load((article(), (event(**fields),)))
    return store.rows(f"SELECT {columns} FROM news.acled_export")


def test_acled_has_its_columns_in_its_order(store):
    found = store.rows("""SELECT attname FROM pg_attribute
                          WHERE attrelid = 'news.acled_export'::regclass AND attnum > 0 ORDER BY attnum""")
    assert " ".join(name for (name,) in found) == ACLED


def test_a_capture_as_acled_codes_it(store):
    columns = [name for name in ACLED.split() if name not in ("event_id_cnty", "timestamp")]
    ((number, seconds),) = codes(store, "event_id_cnty, timestamp")
    row = store.rows(f"SELECT {', '.join(columns)} FROM news.acled_export")[0]
    assert number.startswith("SYR") and number[3:].isdigit() and seconds > 1_500_000_000
    assert {name: str(value) for name, value in zip(columns, row, strict=True) if value is not None} == {
        "event_date": "2017-11-06", "year": "2017", "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Battles", "sub_event_type": "Government regains territory",
        "actor1": "Military Forces of Syria", "assoc_actor_1": "Hezbollah", "inter1": "1",
        "actor2": "Hayat Tahrir al-Sham (HTS)", "inter2": "2", "interaction": "12", "iso": "760",
        "region": "Middle East", "country": "Syria", "admin1": "Hama", "location": "Umm Haratayn",
        "latitude": "35.38", "longitude": "37.12",
        "geo_precision": "1", "source": "Tin Chiến Sự", "notes": TAKEN[: TAKEN.index(". ") + 1], "fatalities": "12",
    }  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "denied"}, {"status": "planned"}, {"status": "negated"}, {"status": "hypothetical"},
        {"background": True}, {"type": "diplomatic.talks"}, {"type": "strategic.arms_transfer"},
        {"date_precision": "year", "date_min": "2017-01-01", "date_max": "2017-12-31"},
        {"place": None, "lat": None, "lon": None, "admin1": None, "country": None},
        {"date": None, "date_min": None, "date_max": None, "date_precision": "unknown"},
    ],
)  # fmt: skip
def test_what_acled_does_not_code_is_left_out(store, fields):
    assert codes(store, "1", **fields) == []


def test_a_claimed_attack_without_a_toll(store):
    found = codes(
        store,
        "inter1, inter2, interaction, civilian_targeting, fatalities, tags",
        type="vac.attack", status="claimed", attribution="SOHR", fatalities=None, fatalities_low=None,
        actor1="Unidentified Armed Group (Syria)", actor2="Civilians (Syria)",
    )  # fmt: skip
    assert found == [(3, 7, 37, "Civilian targeting", 0, "claimed by=SOHR; fatalities not reported")]


@pytest.mark.parametrize(
    ("actor", "kind", "code"),
    [
        ("Military Forces of Syria", "battle.armed_clash", 1), ("Military Forces of Russia", "battle.armed_clash", 8),
        ("Military Forces of Syria (1970-2024)", "battle.armed_clash", 1),
        ("Military Forces of the United States", "battle.armed_clash", 8), ("Wagner Group", "battle.armed_clash", 8),
        ("Rebels (Syria)", "battle.armed_clash", 2), ("Tribal militias (Syria)", "battle.armed_clash", 4),
        ("Protesters (Syria)", "protest.peaceful_protest", 6), ("Protesters (Syria)", "riot.mob_violence", 5),
        ("Somebody new", "battle.armed_clash", 0), (None, "battle.armed_clash", 0),
    ],
)  # fmt: skip
def test_kinds_of_actors(store, actor, kind, code):
    assert codes(store, "inter1", actor1=actor, type=kind) == [(code,)]


def test_a_side_alone_and_a_vague_day(store):
    month = {"date": "2017-11", "date_min": "2017-11-01", "date_max": "2017-11-30", "date_precision": "month"}
    found = codes(
        store, "event_date::text, time_precision, interaction, geo_precision, tags",
        actor2=None, geo_precision=4, fatalities=None, fatalities_low=10, fatalities_high=99, **month,
    )  # fmt: skip
    assert found == [("2017-11-15", 3, 10, 3, "fatalities=10-99; placed to the country only")]


def test_sources_and_their_scale(store):
    near = article(url="https://sana.example.sy/1", source="Sana Kita", file="2017-11-06/b.txt")
    far = article(DIRECT, url="https://kabar.example.id/2", source="Kabar", file="2017-11-06/c.txt")
    store.load((near, (event(),)), (far, (event(DIRECT),)))
    found = store.rows("SELECT source, source_scale FROM news.acled_export")
    assert found == [("Kabar; Sana Kita", "National-International")]


def test_the_lexicon_fills_the_register(store):
    lexicon = [
        (actor.name, actor.sector, actor.country, actor.predecessor or None) for actor, _ in Actors.load(LEXICON).actors
    ]
    assert register_actors(store.conn, lexicon) == len(lexicon) > 100
    assert register_actors(store.conn, lexicon) == 0
    assert register_actors(store.conn, lexicon[:5]) == 0
    assert store.one("SELECT count(*) FROM news.actor_register") == 5


def test_every_country_of_the_lexicon_has_its_codes(store):
    missing = [
        name
        for name, _ in Actors.load(LEXICON).countries
        if not store.one("SELECT count(*) FROM news.countries WHERE country = %s", name)
    ]
    assert missing == []


def test_ucdp_has_ranges_and_only_deadly_violence(store):
    known(store)
    store.load(
        (
            article(),
            (
                event(),
                event(type="protest.peaceful_protest"),
                event(type="vac.attack", fatalities=None, fatalities_low=None),
            ),
        )
    )
    told = event(DIRECT, fatalities=15, fatalities_low=None)
    store.load(
        (article(DIRECT, file="2017-11-06/b.txt", published=Published("2017-11-07", "2017-11-07", "meta")), (told,))
    )
    columns = "type_of_violence, low, best, high, deaths_civilians, deaths_unknown, where_prec, date_prec, priogrid_gid"
    assert store.rows(f"SELECT {columns} FROM news.ucdp_export") == [(1, 12, 15, 15, 0, 15, 1, 1, 250 * 720 + 434 + 1)]
    assert store.one(
        "SELECT relid = (SELECT event_id::text FROM news.events WHERE fatalities_best = 15) FROM news.ucdp_export"
    )


def test_gdelt_gets_every_sentence(store):
    store.load((article(url="https://tin.example/1"), (event(),)), (article(QUIET, file="2017-11-06/c.txt"), ()))
    columns = """eventtimedate, mentiontimedate, mentiontype, mentionsourcename, mentionidentifier, sentenceid,
                 confidence, mentiondoclen, quote"""
    assert store.rows(f"SELECT {columns} FROM news.gdelt_mentions") == [
        (
            20171106000000,
            20171106000000,
            1,
            "tin.example",
            "https://tin.example/1",
            1,
            80,
            len(TAKEN),
            TAKEN[: TAKEN.index(". ") + 1],
        )
    ]
    assert store.one("SELECT globaleventid = news.event_number(event_id) FROM news.gdelt_mentions")
    assert store.rows("SELECT count(*) FROM news.gdelt_mentions", role="dropwire_reader") == [(1,)]
