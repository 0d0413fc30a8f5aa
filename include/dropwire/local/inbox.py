"""Drops put into the inbox by `make run`, and which of them still wait."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg2

from dropwire.errors import ConfigError

SUFFIXES = (".txt", ".html", ".htm", ".jsonl")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def deliver(source: Path, inbox: Path, settled: float) -> int:
    """Copy a folder of drops into the inbox and return how many files were new; the source is only read.

    Dated folders keep their names. A copy that is there already, byte for byte, is left alone. `settled`: seconds
    the copies are dated back, because a file changed just now passes for one still being written.

    Raises:
        ConfigError: the folder is missing or cannot be read.
    """
    if not source.is_dir():
        raise ConfigError(f"DROPS={source} is not a folder")
    new = 0
    try:
        for path in sorted(source.rglob("*")):
            if is_drop(path):
                new += _copy(path, inbox / path.relative_to(source), settled)
    except OSError as error:
        raise ConfigError(f"cannot copy the drops of {source}: {error}") from error
    return new


def is_drop(path: Path) -> bool:
    """Whether a file looks like a drop: the pipeline reads the rest of the folder neither."""
    name = path.name.removesuffix(".gz")
    return name.endswith(SUFFIXES) and not path.name.startswith(".") and path.is_file()


def waiting_days(inbox: Path, url: str) -> dict[date, int]:
    """The days with files the warehouse has not read yet, in order, and how many."""
    read = _read_files(url)
    days: dict[date, int] = {}
    for path in sorted(inbox.rglob("*")):
        if is_drop(path) and (str(path.relative_to(inbox)), _sha256(path)) not in read:
            day = day_of(path, inbox)
            days[day] = days.get(day, 0) + 1
    return dict(sorted(days.items()))


def day_of(path: Path, inbox: Path) -> date:
    """The day a drop belongs to: its dated folder, otherwise the day it arrived (UTC)."""
    first = path.relative_to(inbox).parts[0]
    if _DAY.fullmatch(first):
        try:
            return date.fromisoformat(first)
        except ValueError:
            pass
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _copy(path: Path, target: Path, settled: float) -> bool:
    if target.is_file() and target.stat().st_size == path.stat().st_size and _sha256(target) == _sha256(path):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.part")  # hidden from the pipeline until it is whole
    shutil.copyfile(path, fresh)
    then = time.time() - settled
    os.utime(fresh, (then, then))
    fresh.replace(target)
    return True


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_files(url: str) -> set[tuple[str, str]]:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT name, sha256 FROM landing.drop_files WHERE status = 'read'")
            return {(name, sha256) for name, sha256 in cursor.fetchall()}
    finally:
        connection.close()
