"""A migrated warehouse of its own for every test, copied from a template."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import psycopg2
import pytest
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from dropwire.article import Article, Counts, Event, Rejected
from dropwire.link import signature
from dropwire.load import DropFile, begin_load, migrate, publish, register_files, stage

if TYPE_CHECKING:
    from conftest import Warehouse

NUMBERS = itertools.count()
WHEN = "{load_id, valid_from, timestamp}"
Item = tuple[Article, tuple[Event, ...]] | Rejected


def administer(warehouse: Warehouse, *statements: str) -> None:
    with closing(psycopg2.connect(warehouse.url("postgres", "postgres"))) as server:
        server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        for statement in statements:
            server.cursor().execute(statement)


def create_database(warehouse: Warehouse, name: str, template: str = "template1") -> None:
    administer(
        warehouse,
        f"CREATE DATABASE {name} OWNER dropwire_owner TEMPLATE {template}",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO dropwire_loader, dropwire_reader",
    )


@dataclass
class Store:
    """A warehouse database of one test, with what tests do to it."""

    warehouse: Warehouse
    name: str
    conn: connection
    opened: list[connection] = field(default_factory=list)

    def url(self, role: str) -> str:
        return self.warehouse.url(role, self.name)

    def connect(self, role: str) -> connection:
        self.opened.append(psycopg2.connect(self.url(role)))
        return self.opened[-1]

    def rows(self, statement: str, *values: object, role: str | None = None) -> list[tuple[Any, ...]]:
        conn = self.connect(role) if role else self.conn
        with conn, conn.cursor() as cur:
            cur.execute(statement, values or None)
            return cur.fetchall() if cur.description else []

    def one(self, statement: str, *values: object) -> Any:
        return self.rows(statement, *values)[0][0]

    def drop(self, *items: Item, day: str | None = None) -> list[DropFile]:
        """Register the files of these items; a dated folder or `day` says the day, arrival is that noon."""
        found: dict[tuple[str, str], DropFile] = {}
        for item in items:
            raw = item if isinstance(item, Rejected) else item[0].item
            own = date.fromisoformat(day or raw.file[:10])
            found[raw.file, raw.file_sha256] = DropFile(
                raw.file, raw.file_sha256, 100, own, datetime.combine(own, time(12), UTC), f"raw/{raw.file_sha256}"
            )
        register_files(self.conn, "test", list(found.values()))
        return list(found.values())

    def numbers(self, files: Sequence[DropFile]) -> list[int]:
        """The ledger's numbers of files."""
        rows = self.rows("SELECT name, sha256, file_id FROM landing.drop_files")
        known = {(name, sha256): number for name, sha256, number in rows}
        return [known[file.name, file.sha256] for file in files]

    def begin(self, *items: Item, day: str = "2017-11-06", **fields: Any) -> int:
        """Register, plan and stage a load of one shard."""
        load_id = begin_load(self.conn, date.fromisoformat(day), "test", self.numbers(self.drop(*items)), **fields)
        stage(self.conn, load_id, "0", list(items), sign=signature)
        return load_id

    def load(self, *items: Item, day: str = "2017-11-06") -> Counts:
        return publish(self.conn, self.begin(*items, day=day))

    def published(self) -> str:
        """A hash over every published row, without when and by which load it was written."""
        digest = hashlib.sha256()
        for (table,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'news' ORDER BY 1"):
            text = f"SELECT (to_jsonb(t) - '{WHEN}'::text[])::text FROM news.{table} t ORDER BY 1"
            digest.update(f"{table}\n".encode() + "\n".join(row for (row,) in self.rows(text)).encode())
        return digest.hexdigest()


@pytest.fixture(scope="session")
def template(warehouse: Warehouse) -> str:
    create_database(warehouse, "template_migrated")
    migrate(warehouse.url("dropwire_owner", "template_migrated"))
    return "template_migrated"


@contextmanager
def stores(warehouse: Warehouse, template: str) -> Iterator[Callable[[], Store]]:
    made: list[Store] = []

    def make() -> Store:
        name = f"store_{next(NUMBERS)}"
        create_database(warehouse, name, template)
        made.append(Store(warehouse, name, psycopg2.connect(warehouse.url("dropwire_loader", name))))
        return made[-1]

    yield make
    for store in made:
        for conn in [store.conn, *store.opened]:
            conn.close()
        administer(warehouse, f"DROP DATABASE {store.name} WITH (FORCE)")


@pytest.fixture
def new_store(warehouse: Warehouse, template: str) -> Iterator[Callable[[], Store]]:
    """Makes warehouses, for tests that compare several."""
    with stores(warehouse, template) as make:
        yield make


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    """A migrated, empty warehouse."""
    return new_store()


@pytest.fixture(scope="module")
def module_store(warehouse: Warehouse, template: str) -> Iterator[Store]:
    """One for all tests of a module."""
    with stores(warehouse, template) as make:
        yield make()
