"""Taking a backup while the pipeline runs: dump, counts and list of drops are of one snapshot."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ, connection
from upath import UPath

from dropwire.backup import archive, programs
from dropwire.backup.archive import ArchivedDrop, Told
from dropwire.backup.contents import contents, statement
from dropwire.backup.manifest import DUMP, LISTING, PARTIAL, Manifest, complete
from dropwire.errors import ConfigError, SourceDown


def take(
    url: str,
    drops: UPath,
    folder: Path,
    binaries: Path,
    *,
    copy_archive: bool = True,
    keep: int = 0,
    say: Callable[[str], None] = print,
    told: Told = lambda done, total: None,
) -> Path:
    """Write a backup into `folder`; returns its own folder in it.

    `url` is the owner's login, `drops` the archive. `keep` > 0 removes older backups beyond so many; drops, which all
    backups share, stay.

    Raises:
        ConfigError: the folder cannot be written, a drop is missing or damaged, or PostgreSQL refuses.
        SourceDown: the warehouse does not answer.
    """
    while (final := folder / (now := datetime.now(UTC)).strftime("%Y-%m-%dT%H%M%SZ")).exists():
        time.sleep(0.1)  # of a second ago
    partial = final.with_name(final.name + PARTIAL)
    try:
        partial.mkdir(parents=True)
        with closing(_connected(url)) as conn:
            manifest = _take(conn, url, now, drops, partial, binaries, copy_archive, say, told)
        manifest.write(partial)
        partial.rename(final)
        for old in complete(folder)[:-keep] if keep else []:
            shutil.rmtree(old)
            say(f"removed {old}")
    except OSError as error:
        raise ConfigError(f"cannot write the backup to {folder}: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return final


def _take(
    conn: connection, url: str, now: datetime, drops: UPath, folder: Path, binaries: Path, copy_archive: bool,
    say: Callable[[str], None], told: Told,
) -> Manifest:  # fmt: skip
    with conn.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone() or ("",)
        listed = _archived(conn)
        archive.write_listing(folder / LISTING, listed)
        say("dumping the warehouse")
        programs.run(binaries, "pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={folder / DUMP}")
        say("counting what it holds")
        tables = contents(conn)
        cursor.execute(statement("schemas"))
        schemas = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT name FROM ops.migrations ORDER BY number DESC LIMIT 1")
        (migration,) = cursor.fetchone() or ("",)
    if copy_archive:
        say(f"copying {len(listed)} drops")
        archive.copy(listed, drops, UPath(folder.parent / "archive"), told)
    return Manifest(
        taken_at=now, program=version("dropwire"), server=conn.get_parameter_status("server_version") or "",
        migration=migration, schemas=schemas, tables=tables, dump_sha256=archive.sha256_of(folder / DUMP),
        drops=len(listed), drop_bytes=sum(drop.size for drop in listed), archive_copied=copy_archive,
    )  # fmt: skip


def _archived(conn: connection) -> list[ArchivedDrop]:
    with conn.cursor() as cursor:
        cursor.execute(statement("archived"))
        return [ArchivedDrop(*row) for row in cursor.fetchall()]


def _connected(url: str) -> connection:
    try:
        conn = psycopg2.connect(url, application_name="dropwire backup")
    except psycopg2.OperationalError as error:
        raise SourceDown(f"the warehouse does not answer: {str(error).strip()}") from error
    conn.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
    return conn
