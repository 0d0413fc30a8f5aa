"""The page Events: filters, counts, the map's data, the list, the sheet, and one event with who says so."""

from __future__ import annotations

import csv
import io
import re
from uuid import uuid4

import pytest
from control_rooms import PREFIX, Room
from making import DIRECT, LATER, QUIET, TAKEN, article, event

from dropwire.article import Published
from dropwire.pages.events.marks import FAMILIES

pytestmark = pytest.mark.integration

STRIKE = (
    "Pesawat tempur membom pasar di kota Ariha, provinsi Idlib, pada 9 November dan menewaskan 30 warga sipil. "
    "Kelompok pemantau menyebut serangan itu yang terburuk dalam sebulan. "
    "Regu penyelamat masih menggali puing-puing hingga malam."
)
NOVEMBER = "from=2017-11-01&to=2017-11-30"


def fill(store):
    """Three articles: two tell of the capture of Umm Haratayn, one of a claimed strike on Ariha."""
    store.load(
        (article(TAKEN), (event(TAKEN),)),
        (article(DIRECT, file="2017-11-06/b.txt", source="Kabar Dunia", lang="id"), (event(DIRECT, fatalities=15),)),
    )
    strike = event(
        STRIKE, type="explosion.air_drone_strike", date="2017-11-09", date_min="2017-11-09", date_max="2017-11-09",
        place="Ariha", lat=35.81, lon=36.61, admin1="Idlib", actor1=None, assoc_actor1=(), actor2="Civilians (Syria)",
        fatalities=30, fatalities_low=30, status="claimed", attribution="Kelompok pemantau",
    )  # fmt: skip
    store.load(
        (article(STRIKE, file="2017-11-10/c.txt", source="Kabar Dunia", title="<b>Ariha</b>", lang="id",
                 published=Published("2017-11-10", "2017-11-10", "meta")), (strike,)),
        day="2017-11-10",
    )  # fmt: skip
    return store


@pytest.fixture(scope="module")
def filled(module_store):
    """For tests that only read."""
    return fill(module_store)


@pytest.fixture(scope="module")
def see(filled):
    """GET a path over it."""
    client = Room(filled.url("dropwire_loader")).client()
    return lambda path, **options: client.get(PREFIX + path, **options)


def counted(answer) -> int:
    assert answer.status_code == 200, answer.text[:500]
    found = re.search(r'class="lead counted" role="status"><b>([\d,]+)</b>', answer.text)
    return int(found[1].replace(",", "")) if found else 0


def test_an_empty_warehouse_says_what_will_come(ask):
    assert "appear here after the first load" in ask("/events").text
    assert ask("/events/marks").json()["features"] == []


def test_the_last_days_with_events_are_shown_first(see, filled):
    answer = see("/events")
    assert counted(answer) == 2
    assert "2017-10-11 – 2017-11-09" in answer.text
    assert "latest figures, 42 to 45 by" in answer.text


@pytest.mark.parametrize(
    ("query", "n"),
    [
        (NOVEMBER, 2),
        ("from=2017-11-07&to=2017-11-30", 1),
        ("from=2017-12-01&to=2017-12-31", 0),
        ("span=all", 2),
        (f"{NOVEMBER}&place=Ariha&km=20", 1),
        (f"{NOVEMBER}&place=ARIHÁ&km=500", 2),
        (f"{NOVEMBER}&place=Ha-ma&km=60", 1),
        (f"{NOVEMBER}&place=Syria", 0),
        (f"{NOVEMBER}&country=Syria&admin1=Idlib", 1),
        (f"{NOVEMBER}&country=Iraq", 0),
        (f"{NOVEMBER}&box=36.5,35.7,36.7,35.9", 1),
        (f"{NOVEMBER}&type=explosion", 1),
        (f"{NOVEMBER}&type=battle.government_regains_territory", 1),
        (f"{NOVEMBER}&actor=hezbollah", 1),
        (f"{NOVEMBER}&actor=tahrir", 1),
        (f"{NOVEMBER}&status=claimed", 1),
        (f"{NOVEMBER}&status=denied", 0),
        (f"{NOVEMBER}&deaths=20", 1),
        (f"{NOVEMBER}&source=tin+chien+su", 1),
        (f"{NOVEMBER}&source=Kabar+Dunia", 2),
    ],
)
def test_filters_narrow_the_count_the_map_the_list_and_the_sheet_alike(see, filled, query, n):
    answer = see(f"/events?{query}")
    assert counted(answer) == n
    assert len(set(re.findall(r'/events/([0-9a-f-]{36})"', answer.text))) == n
    assert sum(one["properties"]["n"] for one in see(f"/events/marks?{query}").json()["features"]) == n
    assert len(list(csv.reader(io.StringIO(see(f"/events/sheet.csv?{query}").text)))) == n + 1


@pytest.mark.parametrize("field", ["place", "actor", "source", "type"])
def test_what_nothing_goes_by_is_told_and_inert(see, filled, field):
    answer = see("/events", params={field: "<script>alert(1)</script>"})
    assert answer.status_code == 200
    assert "“&lt;script&gt;" in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "km=far",
        "status=maybe",
        "deaths=-3",
        "at=1",
        "span=never",
        "sort=best",
        "to=0001-01-01",
        "from=9999-12-31",
    ],
)
def test_an_address_that_cannot_be_read_is_told(see, filled, query):
    answer = see(f"/events?{query}")
    assert answer.status_code == 422
    assert "cannot be read" in answer.text


@pytest.mark.parametrize(
    "query",
    ["from=2017-12-01&to=2017-11-01", "box=1,2,3", "before=x", "from=&to=&km=", "from=1000-01-01&to=2999-12-31"],
)
def test_odd_addresses_are_pages(see, filled, query):
    assert see(f"/events?{query}").status_code == 200
    assert see(f"/events/marks?{query}").status_code == 200


def test_the_map_tells_place_precision_and_kind(see, filled):
    marks = see(f"/events/marks?{NOVEMBER}").json()
    assert marks["whole"] is True
    ariha = next(one for one in marks["features"] if one["properties"]["name"] == "Ariha")
    assert ariha["geometry"]["coordinates"] == [36.61, 35.81]
    assert {k: ariha["properties"][k] for k in ("n", "dead", "precision", "family", "where")} == {
        "n": 1, "dead": 30, "precision": 1, "family": "explosion", "where": "Idlib, Syria",
    }  # fmt: skip
    there = see(f"/events/there?{NOVEMBER}&at={ariha['properties']['id']}")
    assert "Air or drone strike" in there.text
    assert "<html" not in there.text


def test_the_map_knows_every_family_of_types(store):
    families = {family for (family,) in store.rows("SELECT DISTINCT split_part(type, '.', 1) FROM news.event_types")}
    assert families == set(FAMILIES)
    assert len({family[0] for family in families}) == len(families), "the map tells them apart by it"


def test_many_places_are_put_together(see, monkeypatch):
    apart = see("/events/marks?span=all").json()["features"]
    monkeypatch.setattr("dropwire.pages.events.marks.MOST", 1)
    whole = see("/events/marks?span=all").json()
    assert whole["whole"] is False
    (mark,) = whole["features"]
    assert mark["properties"]["n"] == sum(one["properties"]["n"] for one in apart) == 2
    assert mark["properties"]["places"] == len(apart) == 2
    assert mark["properties"]["dead"] == sum(one["properties"]["dead"] for one in apart)


def test_of_more_than_can_be_counted_the_latest_days_are(see, filled, monkeypatch):
    assert counted(see("/events?span=all")) == 2
    costs = iter([9e9, 9e9, 9e9, 9e9, 0.0])
    monkeypatch.setattr("dropwire.pages.events.find._cost", lambda cur, values: next(costs))
    answer = see("/events?span=all")
    assert counted(answer) == 2  # of a week
    assert "too many events to count all days" in answer.text
    monkeypatch.setattr("dropwire.pages.events.find._cost", lambda cur, values: 9e9)
    assert counted(see("/events?span=all")) == 1  # of a day: the strike of the 9th, not the capture before it


def test_counting_costs_what_the_planner_says(see, filled, monkeypatch):
    monkeypatch.setattr("dropwire.pages.events.find.MOST_COST", 0.0)
    assert "too many events to count all days" in see("/events?span=all").text
    assert "too many events to count all days" not in see("/events?from=2017-11-09&to=2017-11-09").text


def test_marks_are_asked_for_again_only_after_a_load(ask, store):
    fill(store)
    first = ask(f"/events/marks?{NOVEMBER}")
    again = ask(f"/events/marks?{NOVEMBER}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    store.load((article(QUIET, file="2017-11-11/d.txt"), ()), day="2017-11-11")
    assert ask(f"/events/marks?{NOVEMBER}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("sort", ["newest", "oldest", "deadliest"])
def test_the_list_goes_on_from_row_to_row_and_back(ask, store, sort):
    told = [
        (article(f"{TAKEN} {n}.", file=f"2017-11-06/{n}.txt"),
         (event(f"{TAKEN} {n}.", date=(day := f"2017-11-{1 + n % 28:02}"), date_min=day, date_max=day, lat=30.0 + n / 4,
                place=f"Place {n}", fatalities=n % 7 or None, fatalities_low=None),))
        for n in range(100)
    ]  # fmt: skip
    store.load(*told)
    pages, address = [], f"/events?{NOVEMBER}&sort={sort}"
    while address:
        answer = ask(address).text
        pages.append(list(dict.fromkeys(re.findall(r'/events/([0-9a-f-]{36})"', answer))))
        later = re.search(r'rel="next" href="/dropwire([^"#]+)', answer)
        earlier = re.search(r'rel="prev" href="/dropwire([^"#]+)', answer)
        address = later[1].replace("&amp;", "&") if later else None
    assert [len(page) for page in pages] == [40, 40, 20]
    assert len({one for page in pages for one in page}) == 100
    back = ask(earlier[1].replace("&amp;", "&")).text
    assert list(dict.fromkeys(re.findall(r'/events/([0-9a-f-]{36})"', back))) == pages[1]


def test_events_without_a_date_have_a_list_of_their_own(ask, store):
    fill(store)
    undated = event(QUIET, date=None, date_min=None, date_max=None, date_precision="unknown", date_basis="vague")
    store.load((article(QUIET, file="2017-11-12/e.txt"), (undated,)), day="2017-11-12")
    assert counted(ask("/events?span=all")) == 2
    assert "date not told" in ask("/events?span=undated").text


def test_a_sheet_starts_no_formula(ask, store):
    fill(store)
    store.rows("UPDATE news.locations SET name = '=1+1' WHERE name = 'Ariha'")
    answer = ask(f"/events/sheet.csv?{NOVEMBER}")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]


def test_one_event_tells_who_says_so_with_sentence_figure_and_rule(see, filled):
    event_id = filled.one("SELECT event_id::text FROM news.events WHERE n_articles = 2")
    text = see(f"/events/{event_id}").text
    for sentence in (TAKEN, DIRECT):
        assert f"<mark>{sentence[: sentence.index('. ') + 1]}</mark>" in text
    assert "Ít nhất 12 tay súng thiệt mạng" in text  # what follows the sentence in the article
    assert "Several reports state it as a fact." in text
    assert "12–15" in text
    for article_id, no in filled.rows(
        "SELECT article_id::text, event_no FROM news.event_reports WHERE event_id = %s", event_id
    ):
        assert f"/articles/{article_id}#m{no}-0" in text


def test_titles_and_names_are_inert(see, filled):
    event_id = filled.one("SELECT event_id::text FROM news.events WHERE status = 'claimed'")
    text = see(f"/events/{event_id}").text
    assert "&lt;b&gt;Ariha&lt;/b&gt;" in text
    assert "One report tells it as somebody’s claim" in text
    assert "Kelompok pemantau" in text


def test_an_id_that_merged_leads_on_and_one_that_is_gone_says_so(ask, store):
    fill(store)
    standing, gone, merged = store.one("SELECT event_id::text FROM news.events LIMIT 1"), str(uuid4()), str(uuid4())
    for old, successor in ((gone, None), (merged, standing)):
        store.rows(
            """INSERT INTO history.events
               SELECT (jsonb_populate_record(NULL::history.events, to_jsonb(e) || jsonb_build_object(
                   'event_id', %s::text, 'valid_to', now(), 'superseded_by', %s::text))).*
               FROM news.events e WHERE event_id = %s""",
            old, successor, standing, role="postgres",
        )  # fmt: skip
        for conn in store.opened:
            conn.commit()
    answer = ask(f"/events/{merged}", follow_redirects=False)
    assert answer.headers["location"] == f"/dropwire/events/{standing}?was={merged}"
    assert "found to be this one" in ask(f"/events/{merged}").text
    assert merged in ask(f"/events/{standing}").text
    answer = ask(f"/events/{gone}")
    assert answer.status_code == 404
    assert "no longer told" in answer.text
    assert ask(f"/events/{uuid4()}").status_code == 404


def test_versions_are_told(ask, store):
    fill(store)
    store.load(
        (article(LATER, file="2017-11-08/f.txt", source="Báo Mới"), (event(LATER, fatalities=14),)), day="2017-11-08"
    )
    event_id = store.one("SELECT event_id::text FROM news.events WHERE n_articles = 3")
    text = ask(f"/events/{event_id}").text
    assert re.search(r"<li>\S+ \S+ UTC until ", text)
