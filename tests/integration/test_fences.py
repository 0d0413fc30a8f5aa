"""Copies of a task that come back, clocks that go back, connections that are cut: nothing is written twice or lost."""

from __future__ import annotations

import threading
import time

import psycopg2
import pytest
from making import LATER, TAKEN, article, event

from dropwire import check
from dropwire.errors import BadDay, SourceDown
from dropwire.link import signature
from dropwire.load import begin_try, publish, stage

pytestmark = pytest.mark.integration

WORK = "articles_daily manual__1 process 0"
WAITS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def until(store, query: str) -> None:
    end = time.monotonic() + 60
    while not store.one(query):
        assert time.monotonic() < end, query
        time.sleep(0.02)


def test_a_try_that_comes_back_has_lost_its_session(store):
    load_id = store.begin((article(), (event(),)))
    old = store.connect("dropwire_loader")
    begin_try(old, WORK, 1)

    def dawdling():
        yield article(LATER), ()  # staged, and its shard is held, when the worker is paused
        begin_try(store.conn, WORK, 2)
        stage(store.conn, load_id, "0", [(article(), (event(),))], sign=signature)
        yield article(TAKEN, file="2017-11-06/b.txt"), ()

    with pytest.raises(psycopg2.Error):
        stage(old, load_id, "0", dawdling(), sign=signature)
    assert publish(store.conn, load_id).loaded == 1
    assert store.one("SELECT body FROM news.articles") == TAKEN


def test_a_try_that_begins_late_is_refused_and_harms_no_one(store):
    begin_try(store.conn, WORK, 2)
    with pytest.raises(BadDay, match="later try than number 1"):
        begin_try(store.connect("dropwire_loader"), WORK, 1)
    assert store.one("SELECT 1") == 1
    begin_try(store.connect("dropwire_loader"), "another task", 1)
    assert store.one("SELECT 1") == 1


def test_a_clock_that_went_back_publishes_nothing_until_it_is_right(store):
    assert store.load((article(), (event(),))).loaded == 1
    load_id = store.begin((article(LATER, file="2017-11-07/a.txt"), ()), day="2017-11-07")
    store.rows("UPDATE ops.loads SET published_at = now() + interval '1 hour' WHERE status = 'published'")
    before = store.published()
    with pytest.raises(SourceDown, match="clock of the database server stands"):
        publish(store.conn, load_id)
    assert store.published() == before
    store.rows("UPDATE ops.loads SET published_at = now() WHERE status = 'published'")
    assert publish(store.conn, load_id).read == 1


def test_a_shard_staged_anew_is_published_whatever_the_clock_said(store):
    load_id = store.begin((article(sha256="a" * 64), (event(),)))
    publish(store.conn, load_id)
    store.rows("UPDATE ops.loads SET finished_at = now() + interval '1 hour'")
    stage(store.conn, load_id, "0", [(article(LATER, sha256="a" * 64), ())], sign=signature)
    assert publish(store.conn, load_id).loaded == 1


@pytest.mark.parametrize("doing", ["CREATE TEMP%", "SELECT%gx_temp%"])
def test_a_database_that_goes_away_under_the_checks_is_an_outage(store, doing):
    load_id = store.begin((article(), (event(),)))
    done = threading.Event()

    def cut() -> None:
        with psycopg2.connect(store.warehouse.url("postgres", "postgres")) as conn, conn.cursor() as cur:
            while not done.is_set():
                cur.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND query LIKE %s",
                    (store.name, doing),
                )
                conn.commit()

    thread = threading.Thread(target=cut)
    thread.start()
    try:
        with pytest.raises(SourceDown, match="went away during the checks"):
            check.check(store.conn, store.url("dropwire_loader"), load_id)
    finally:
        done.set()
        thread.join()
