"""The form of the warehouse: migrations, roles, comments."""

import shutil
import sys
import threading
from contextlib import closing
from importlib.resources import files

import psycopg2
import pytest
from stores import administer, create_database

from dropwire.errors import ConfigError, SourceDown
from dropwire.load import migrate

pytestmark = pytest.mark.integration


@pytest.fixture
def empty(warehouse):
    create_database(warehouse, "empty_one")
    yield warehouse.url("dropwire_owner", "empty_one")
    administer(warehouse, "DROP DATABASE empty_one WITH (FORCE)")


@pytest.fixture
def migrations(tmp_path, monkeypatch):
    """A copy of the migrations that a test may alter."""
    folder = tmp_path / "migrations"
    shutil.copytree(files("dropwire.load") / "migrations", folder)
    monkeypatch.setattr(sys.modules["dropwire.load.migrate"], "FOLDER", folder)
    return folder


def ask(url, statement):
    with closing(psycopg2.connect(url)) as conn, conn, conn.cursor() as cur:
        cur.execute(statement)
        return cur.fetchall()


def test_from_empty_then_nothing_is_left_to_do(empty):
    applied = migrate(empty)
    assert applied[0] == "0001_schemas.sql"
    assert len(applied) >= 5
    assert migrate(empty) == []
    assert [name for (name,) in ask(empty, "SELECT name FROM ops.migrations ORDER BY number")] == applied
    owners = ask(
        empty, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('landing', 'staging', 'news', 'ops')"
    )
    assert owners == [("dropwire_owner",)]


@pytest.mark.parametrize("number", range(1, 10))
def test_from_every_earlier_version(empty, number):
    first = migrate(empty, upto=number)
    assert len(first) == number
    assert migrate(empty)[0].startswith(f"{number + 1:04}")


def test_an_interrupted_migration_leaves_nothing_half(empty, migrations):
    (migrations / "0099_broken.sql").write_text("CREATE TABLE news.half (a integer); SELECT 1 / 0;")
    with pytest.raises(psycopg2.errors.DivisionByZero):
        migrate(empty)
    assert ask(empty, "SELECT to_regclass('news.half'), max(number) < 99 FROM ops.migrations") == [(None, True)]
    (migrations / "0099_broken.sql").write_text("CREATE TABLE news.half (a integer);")
    assert migrate(empty) == ["0099_broken.sql"]


def test_an_edited_migration_is_refused(empty, migrations):
    migrate(empty)
    file = migrations / "0001_schemas.sql"
    file.write_text(file.read_text() + "-- later thought\n")
    with pytest.raises(ConfigError, match=r"0001_schemas\.sql was edited"):
        migrate(empty)


def test_a_newer_warehouse_is_refused(empty, migrations):
    (migrations / "0099_next.sql").write_text("CREATE TABLE news.next (a integer);")
    migrate(empty)
    (migrations / "0099_next.sql").unlink()
    with pytest.raises(ConfigError, match="0099_next"):
        migrate(empty)


def test_two_at_once_apply_everything_once(empty):
    applied: list[str] = []
    threads = [threading.Thread(target=lambda: applied.extend(migrate(empty))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(applied) == len(set(applied)) >= 5


def test_no_server_is_something_to_try_again():
    with pytest.raises(SourceDown, match="does not answer"):
        migrate("postgresql://x:y@127.0.0.1:1/none")


def test_a_role_may_only_what_it_must(store):
    reader, loader = store.connect("dropwire_reader"), store.connect("dropwire_loader")
    refused = [
        (reader, "INSERT INTO news.actors VALUES (gen_random_uuid(), 'x')"),
        (reader, "UPDATE news.events SET weapon = 'x'"),
        (reader, "SELECT * FROM staging.articles"),
        (reader, "SELECT * FROM landing.drop_files"),
        (loader, "CREATE TABLE news.mine (a integer)"),
        (loader, "DROP TABLE news.events CASCADE"),
        (loader, "ALTER TABLE news.events ADD mine integer"),
        (loader, "TRUNCATE news.events"),
        (loader, "DELETE FROM news.event_types"),
        (loader, "INSERT INTO ops.migrations VALUES (7, 'x', 'x')"),
    ]
    for conn, statement in refused:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), conn, conn.cursor() as cur:
            cur.execute(statement)
    for view in (
        "news.event_list",
        "news.event_evidence",
        "ops.items",
        "ops.waiting_files",
        "ops.loads",
        "ops.rejects",
    ):
        assert store.rows(f"SELECT count(*) FROM {view}", role="dropwire_reader") == [(0,)]


def test_a_superuser_migrates_on_behalf_of_the_owner(warehouse):
    create_database(warehouse, "by_superuser")
    try:
        url = warehouse.url("postgres", "by_superuser")
        migrate(url)
        assert ask(url, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'news'") == [("dropwire_owner",)]
    finally:
        administer(warehouse, "DROP DATABASE by_superuser WITH (FORCE)")


def test_every_table_and_column_has_a_comment(store):
    bare = store.rows("""
        SELECT n.nspname, c.relname, a.attname FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('landing', 'staging', 'news', 'ops', 'history')
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
          AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)""")
    assert bare == []
