"""What the warehouse remembers of itself: versions, as of any moment, and the feed of changes."""

import random
from collections.abc import Iterator

import psycopg2
import pytest
from making import DIRECT, LATER, TAKEN, article, event, week

from dropwire.article import Counts, Published
from dropwire.load import publish

pytestmark = pytest.mark.integration

URL = "https://tin.example/2017/umm-haratayn.html"
KEYS = {"articles": "article_id", "events": "event_id", "sources": "source_id", "locations": "location_id"}
FOUND = "{file, file_sha256, record, drop_day, drop_arrived_at, layout_sha256, rules_version, crawled_at, metadata}"
"""Where a version was found last; no version of its own."""
CLOSED = "{valid_to, ended_by, superseded_by}"


def now_said(store, table: str) -> list[tuple[str]]:
    return store.rows(f"SELECT (to_jsonb(t) - '{FOUND}'::text[])::text FROM news.{table} t ORDER BY {KEYS[table]}")


def once_said(store, table: str, moment: object) -> list[tuple[str]]:
    text = f"""SELECT (to_jsonb(t) - '{FOUND}'::text[] - '{CLOSED}'::text[])::text
               FROM news.{table}_as_of(%s) t ORDER BY {KEYS[table]}"""
    return store.rows(text, moment)


def orders() -> Iterator[list[tuple[str, list[object]]]]:
    days = week()
    yield days
    yield [days[2], *days[::-1], *days]
    yield random.Random(3).sample(days, 5)


@pytest.mark.parametrize("days", orders())
def test_every_moment_can_be_read_back(store, days):
    said = []
    for day, items in days:
        store.load(*items, day=day)
        moment = store.one("SELECT clock_timestamp()")
        said.append((moment, {table: now_said(store, table) for table in ("articles", "events")}))
    for moment, tables in said:
        for table, rows in tables.items():
            assert once_said(store, table, moment) == rows
    assert store.rows("SELECT * FROM news.events_as_of('2017-11-06')") == []
    assert store.one("SELECT count(*) FROM history.events") > 0


@pytest.mark.parametrize("days", orders())
def test_a_copy_follows_by_the_feed_alone(store, days):
    copy: dict[tuple[str, str], str] = {}
    taken = "-infinity"
    for day, items in days:
        store.load(*items, day=day)
        feed = store.rows(
            "SELECT table_name, key, change, changed_at FROM history.changes WHERE changed_at > %s", taken
        )
        for table, key, change, moment in sorted(feed, key=lambda row: row[3]):
            taken = moment
            if change == "removed":
                assert copy.pop((table, key)) is not None
                continue
            assert ((table, key) in copy) == (change == "changed")
            column = KEYS.get(table, "actor_id")
            rows = store.rows(
                f"SELECT (to_jsonb(t) - '{FOUND}'::text[])::text FROM news.{table} t WHERE {column} = %s", key
            )
            copy[table, key] = rows[0][0]
    for table, column in {**KEYS, "actors": "actor_id"}.items():
        rows = store.rows(f"SELECT {column}, (to_jsonb(t) - '{FOUND}'::text[])::text FROM news.{table} t")
        assert {key: row for (of, key), row in copy.items() if of == table} == dict(rows)


def test_loading_the_same_again_adds_no_history(store):
    days = week()
    for day, items in days:
        store.load(*items, day=day)
    before = store.rows("SELECT count(*), max(changed_at) FROM history.changes")
    for day, items in days:
        store.load(*items, day=day)
    assert store.rows("SELECT count(*), max(changed_at) FROM history.changes") == before


def test_the_same_text_in_a_later_drop_is_no_new_version(store):
    store.load((article(url=URL), (event(),)))
    again = article(url=URL, file="2017-11-07/a.txt")
    assert store.load((again, (event(),)), day="2017-11-07") == Counts(read=1, unchanged=1)
    assert store.rows("SELECT file, load_id FROM news.articles") == [("2017-11-07/a.txt", 1)]
    assert store.one("SELECT count(*) FROM news.changes_since(1)") == 0


def test_a_changed_article_keeps_what_it_said(store):
    store.load((article(url=URL), (event(), event(type="vac.attack"))))
    later = article(LATER, file="2017-11-07/a.txt", url=URL)
    store.load((later, (event(LATER, fatalities=14, fatalities_low=14),)), day="2017-11-07")
    first = store.one("SELECT published_at FROM ops.loads WHERE load_id = 1")
    assert store.rows("SELECT body, load_id, ended_by FROM news.articles_as_of(%s)", first) == [(TAKEN, 1, 2)]
    assert store.rows("SELECT type, fatalities_best FROM news.events_as_of(%s) ORDER BY 1", first) == [
        ("battle.government_regains_territory", 12),
        ("vac.attack", 12),
    ]
    changes = "SELECT table_name, change, load_id FROM news.changes_since(1) ORDER BY 1, 2"
    assert store.rows(changes) == [("articles", "changed", 2), ("events", "changed", 2), ("events", "removed", 2)]
    assert store.one("SELECT superseded_by FROM history.events WHERE type = 'vac.attack'") is None


def successors(store) -> list[tuple[object, ...]]:
    return store.rows("""
        SELECT h.type, h.date_start::text, e.type, e.date_start::text
        FROM history.events h JOIN news.events e ON e.event_id = h.superseded_by ORDER BY 1, 2""")


def test_an_event_whose_mentions_move_is_superseded(store):
    other = event(type="vac.attack", place="Maheen", actor1="A", actor2="B")
    store.load((article(url=URL), (event(), other)))
    day = {"date_min": "2017-11-05", "date_max": "2017-11-05"}
    store.load((article(LATER, file="2017-11-07/a.txt", url=URL), (event(LATER, **day), other)), day="2017-11-07")
    taking = "battle.government_regains_territory"
    assert successors(store) == [(taking, "2017-11-06", taking, "2017-11-05")]
    removed = "SELECT superseded_by IS NOT NULL FROM history.changes WHERE change = 'removed'"
    assert store.rows(removed) == [(True,)]


def test_events_of_a_displaced_copy_are_superseded_by_those_of_the_original(store):
    copy = article(file="2017-11-09/copy.txt", published=Published("2017-11-09", "2017-11-09", "meta"))
    told = event(date_min="2017-11-08", date_max="2017-11-08", date_basis="relative")
    store.load((copy, (told,)), day="2017-11-09")
    store.load((article(), (event(),)))
    taking = "battle.government_regains_territory"
    assert successors(store) == [(taking, "2017-11-08", taking, "2017-11-06")]


def test_who_stood_with_a_side_is_part_of_an_event(store):
    store.load((article(), (event(),)))
    told = event(DIRECT, assoc_actor1=("Hezbollah", "Tribal militia", "Military Forces of Syria"))
    store.load((article(DIRECT, file="2017-11-06/b.txt"), (told,)))
    assert store.rows("SELECT assoc_actor1, assoc_actor2 FROM news.events") == [(["Hezbollah", "Tribal militia"], [])]
    assert store.rows("SELECT assoc_actor1 FROM history.events") == [(["Hezbollah"],)]


def test_a_rehearsal_leaves_no_history(store):
    store.load((article(url=URL), (event(),)))
    load_id = store.begin((article(LATER, file="2017-11-07/a.txt", url=URL), ()), day="2017-11-07", dry_run=True)
    publish(store.conn, load_id)
    assert store.one("SELECT count(*) FROM news.changes_since(1)") == 0


def test_what_a_person_alters_is_kept_too(store):
    store.load((article(), (event(),)))
    owner = store.connect("dropwire_owner")
    with owner, owner.cursor() as cur:
        cur.execute("UPDATE news.events SET weapon = 'none', valid_from = now()")
        cur.execute("UPDATE news.events SET weapon = 'mortar', valid_from = now()")
    assert store.rows("SELECT weapon, ended_by FROM history.events") == [(None, None)]
    with owner, owner.cursor() as cur:
        cur.execute("DELETE FROM news.events")
    assert store.rows("SELECT change FROM history.changes WHERE table_name = 'events' ORDER BY changed_at") == [
        ("added",),
        ("changed",),
        ("removed",),
    ]


def test_nobody_who_loads_or_reads_may_alter_history(store):
    store.load((article(url=URL), (event(),)))
    loader, reader = store.connect("dropwire_loader"), store.connect("dropwire_reader")
    for conn in (loader, reader):
        for statement in ("DELETE FROM history.articles", "UPDATE history.events SET type = 'x'"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege), conn, conn.cursor() as cur:
                cur.execute(statement)
    assert store.rows("SELECT count(*) FROM news.changes_since(0)", role="dropwire_reader") == [(7,)]
