"""Bring a warehouse to the newest form: numbered SQL files, forward only, each in its own transaction."""

from __future__ import annotations

import hashlib
import re
from contextlib import closing
from importlib.resources import files
from importlib.resources.abc import Traversable

import psycopg2
from psycopg2.extensions import cursor

from dropwire.errors import ConfigError, SourceDown
from dropwire.load.statements import statement

_LOCK = 0x64726F70  # any constant shared by all who migrate
FOLDER: Traversable = files(__package__) / "migrations"
_NAME = re.compile(r"(\d{4})_\w+\.sql")


def migrate(url: str, *, upto: int | None = None) -> list[str]:
    """Apply what is missing and return the names applied, in order.

    Safe to run at once from several places and after being killed: a lock lets one run at a time, and a migration
    and its record are one transaction.

    Raises:
        ConfigError: an applied migration was edited afterwards, the warehouse is newer than this code, or the login
            may not create roles or schemas.
        SourceDown: the server does not answer.
    """
    try:
        connection = psycopg2.connect(url, application_name="dropwire migrate")
    except psycopg2.OperationalError as error:
        raise SourceDown(f"the warehouse does not answer: {str(error).strip()}") from error
    try:
        with connection.cursor() as cur:
            cur.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
            cur.execute(statement("bootstrap"))
            connection.commit()
            applied = []
            for number, file in _missing(cur, upto):
                text = file.read_text(encoding="utf-8")
                cur.execute(text)
                cur.execute(
                    "INSERT INTO ops.migrations (number, name, sha256) VALUES (%s, %s, %s)",
                    (number, file.name, _digest(text)),
                )
                connection.commit()
                applied.append(file.name)
            return applied
    except psycopg2.errors.InsufficientPrivilege as error:
        raise ConfigError(f"this login may not migrate the warehouse: {str(error).strip()}") from error
    finally:
        connection.close()  # an unfinished migration rolls back, the lock goes


def pending(url: str) -> list[str]:
    """The names of the migrations `migrate` would apply; nothing is changed.

    Raises:
        ConfigError: as `migrate`.
    """
    with closing(psycopg2.connect(url, connect_timeout=5, application_name="dropwire")) as conn, conn.cursor() as cur:
        cur.execute("SELECT to_regclass('ops.migrations')")
        if cur.fetchone() == (None,):
            return [file.name for _, file in _migrations()]
        return [file.name for _, file in _missing(cur, None)]


def _missing(cur: cursor, upto: int | None) -> list[tuple[int, Traversable]]:
    known = dict(_migrations())
    cur.execute("SELECT number, name, sha256 FROM ops.migrations ORDER BY number")
    recorded = cur.fetchall()
    for number, name, sha256 in recorded:
        if number not in known:
            raise ConfigError(f"the warehouse has migration {name}, which this version of the code does not know")
        if _digest(known[number].read_text(encoding="utf-8")) != sha256:
            raise ConfigError(f"{known[number].name} was edited after it was applied: add a new migration instead")
    done = {number for number, _, _ in recorded}
    return [(number, file) for number, file in known.items() if number not in done and (upto is None or number <= upto)]


def _migrations() -> list[tuple[int, Traversable]]:
    named = [(match, file) for file in FOLDER.iterdir() if (match := _NAME.fullmatch(file.name))]
    return sorted(((int(match[1]), file) for match, file in named), key=lambda pair: pair[0])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
