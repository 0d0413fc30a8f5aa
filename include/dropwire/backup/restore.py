"""Restoring a backup into an empty warehouse, and proving that everything is there again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection
from upath import UPath

from dropwire.backup import archive, programs
from dropwire.backup.archive import Told
from dropwire.backup.contents import contents, statement
from dropwire.backup.manifest import DUMP, LISTING, Manifest
from dropwire.errors import ConfigError
from dropwire.load.migrate import migrate


def verify(backup: Path, drops: UPath | None = None) -> Manifest:
    """Read every byte of a backup and hold it to its manifest. `drops`: the archive, where it was not copied.

    Raises:
        ConfigError: something is missing or damaged; the message names it.
    """
    manifest = Manifest.read(backup)
    wrong = [] if archive.sha256_of(backup / DUMP) == manifest.dump_sha256 else [f"{backup / DUMP} is damaged"]
    listed = archive.read_listing(backup / LISTING)
    if len(listed) != manifest.drops:
        wrong.append(f"{backup / LISTING} is damaged")
    where = UPath(backup.parent / "archive") if manifest.archive_copied else drops
    if where is not None:
        wrong += archive.damaged(listed, where)
    if wrong:
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        raise ConfigError("the backup is not whole: " + "; ".join(wrong[:5]) + more)
    return manifest


OLDEST = 17_00_00
"""What our pg_restore sets (`transaction_timeout`) is unknown to older servers."""


def restore(
    backup: Path,
    url: str,
    drops: UPath,
    binaries: Path,
    *,
    say: Callable[[str], None] = print,
    told: Told = lambda done, total: None,
) -> list[str]:
    """Bring the warehouse of `url` (the owner's login) and the archive back to the backup; returns later migrations.

    Raises:
        ConfigError: the backup is not whole, the warehouse is in use, or what was restored is not what was backed up.
    """
    say("reading the backup")
    manifest = verify(backup, drops)
    migrate(url)  # makes the logins' roles where they are missing, and says what this login may not do
    with closing(psycopg2.connect(url, application_name="dropwire restore")) as conn:
        if conn.server_version < OLDEST:
            raise ConfigError(f"the server is PostgreSQL {conn.server_version // 10_000}: a restore needs 17 or newer")
        _clear(conn, manifest.schemas)
    say("restoring the warehouse")
    programs.run(
        binaries, "pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(backup / DUMP)
    )
    say("comparing it with the backup")
    with closing(psycopg2.connect(url, application_name="dropwire restore")) as conn:
        _compare(conn, manifest)
    if manifest.archive_copied:
        say(f"copying {manifest.drops} drops")
        archive.copy(archive.read_listing(backup / LISTING), UPath(backup.parent / "archive"), drops, told)
    return migrate(url)


def _clear(conn: connection, schemas: list[str]) -> None:
    """Remove the empty tables that migrations made."""
    with conn, conn.cursor() as cursor:
        cursor.execute(statement("in_use"))
        loads, files = cursor.fetchone() or (0, 0)
        if loads or files:
            raise ConfigError(
                f"this warehouse holds {loads} loads and {files} drops: restore into an empty one, for it is replaced"
            )
        cursor.execute(statement("schemas"))
        for name in {*schemas, *(found for (found,) in cursor.fetchall())}:
            cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name)))


def _compare(conn: connection, manifest: Manifest) -> None:
    found = contents(conn)
    wrong = sorted(name for name in {*found, *manifest.tables} if found.get(name) != manifest.tables.get(name))
    if wrong:
        raise ConfigError(f"what was restored is not what was backed up: {', '.join(wrong)}")
