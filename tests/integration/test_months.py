"""Accounts and earlier versions by month: what stood before the change, months made ahead, months let go."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import psycopg2
import pytest
from making import LATER, article, event
from stores import administer, create_database

from dropwire.load import migrate

pytestmark = pytest.mark.integration

PARTS = "SELECT part::text FROM ops.parts_by_month() WHERE whole = %s::regclass"


def parts(store, whole: str) -> list[str]:
    return [name for (name,) in store.rows(PARTS, whole)]


def versions(store) -> None:
    """Two loads, the second of which changes the article and its event of the first."""
    page = "https://tin.example/2017/mot"
    store.load((article(url=page), (event(),)))
    later = article(LATER, url=page, file="2017-11-07/a.txt")
    assert store.load((later, (event(LATER, fatalities=14),)), day="2017-11-07").loaded == 1


def test_what_a_warehouse_has_keeps_its_place_and_its_readers(store):
    versions(store)
    told = {
        "as of": "SELECT count(*) FROM news.articles_as_of((SELECT min(valid_from) FROM history.article_versions))",
        "versions": "SELECT count(*) FROM history.article_versions",
        "changes": "SELECT count(*) FROM history.changes WHERE table_name IN ('articles', 'events')",
        "items": "SELECT count(*) FROM ops.items",
    }
    found = {name: store.rows(statement, role="dropwire_reader")[0][0] for name, statement in told.items()}
    assert (found["as of"], found["versions"], found["items"]) == (1, 2, 2)
    assert store.one("SELECT count(DISTINCT tableoid) FROM landing.drop_items") == 1
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        store.rows("DELETE FROM history.articles")  # written by its trigger alone
    for role in ("dropwire_loader", "dropwire_reader"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            store.rows("SELECT ops.drop_months('2000-01-01')", role=role)


def test_months_are_made_ahead_of_the_loads(store):
    before = parts(store, "history.events")
    assert store.one("SELECT ops.make_months()") == 0, "migrating made them"
    assert len(before) == 4, "what there was, up to the end of this month, and three more"
    year = date.today().year + 2
    assert store.one("SELECT ops.make_months(1, %s)", date(year, 12, 31)) == 6
    assert parts(store, "history.events")[-2:] == [f"history.events_{year}_12", f"history.events_{year + 1}_01"]
    assert store.one("SELECT ops.make_months(1, %s)", date(year, 12, 31)) == 0
    versions(store)
    assert store.one("SELECT count(*) FROM landing.drop_items") == 2


def test_old_months_are_let_go_whole(store):
    versions(store)
    owner = store.connect("dropwire_owner")
    first, last = parts(store, "landing.drop_items")[0], "2020-02-01"
    with owner, owner.cursor() as cur:  # as if the first load had been years ago
        cur.execute(f"ALTER TABLE landing.drop_items DETACH PARTITION {first}")
        cur.execute("CREATE TABLE landing.kept AS TABLE " + first)
        cur.execute(f"TRUNCATE {first}")
        cur.execute(f"ALTER TABLE landing.drop_items ATTACH PARTITION {first} FOR VALUES FROM (MINVALUE) TO ('{last}')")
        cur.execute("SELECT ops.make_months()")
        cur.execute("UPDATE landing.kept SET read_on = '2020-01-31' WHERE load_id = 1")
        cur.execute("INSERT INTO landing.drop_items SELECT * FROM landing.kept")
    with pytest.raises(psycopg2.errors.InvalidParameterValue, match="too near"), owner, owner.cursor() as cur:
        cur.execute("SELECT ops.drop_months(current_date)")
    with owner, owner.cursor() as cur:
        cur.execute("SELECT ops.drop_months('2020-01-31')")
        assert cur.fetchall() == [], "a month that has begun stays"
        cur.execute("SELECT ops.drop_months(%s)", (last,))
        assert cur.fetchall() == [(first,)]
    assert store.rows("SELECT load_id, n_read FROM ops.loads ORDER BY 1") == [(1, 1), (2, 1)]
    assert store.rows("SELECT load_id FROM landing.drop_items") == [(2,)]


def test_a_warehouse_of_the_form_before_is_brought_over(warehouse):
    create_database(warehouse, "before_months")
    url = warehouse.url("dropwire_owner", "before_months")
    migrate(url, upto=22)
    with closing(psycopg2.connect(url)) as conn:
        fill_and_migrate(url, conn)
    administer(warehouse, "DROP DATABASE before_months WITH (FORCE)")


def fill_and_migrate(url: str, conn) -> None:
    with conn, conn.cursor() as cur:
        cur.execute(
            """INSERT INTO ops.loads (day, run_id, kind, started_at)
               VALUES (now(), 'old', 'manual', '2020-01-31 23:59+00')"""
        )
        cur.execute(
            """INSERT INTO landing.drop_files (name, sha256, size, day, arrived_at, archive_key, first_seen_by)
               VALUES ('a', 'b', 1, now(), now(), 'c', 'd')"""
        )
        cur.execute(
            """INSERT INTO landing.drop_items (load_id, item_id, file_id, disposition)
               SELECT 1, gen_random_uuid(), 1, 'quarantined' FROM generate_series(1, 3)"""
        )
    migrate(url)
    with conn, conn.cursor() as cur:
        cur.execute("SELECT read_on, count(*) FROM landing.drop_items GROUP BY 1")
        assert cur.fetchall() == [(date(2020, 1, 31), 3)]
        cur.execute("DELETE FROM ops.loads")
        cur.execute("SELECT count(*) FROM landing.drop_items")
        assert cur.fetchone() == (0,), "items go with their load, as before"
