"""Drops put into the inbox by `make run`."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from upath import UPath

from dropwire.collect import DropFile, scan
from dropwire.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Delivered:
    """What `deliver` did: how many files were new to the inbox, and the days of all of them."""

    new: int
    days: set[date]


def deliver(source: Path, inbox: Path, settled: float) -> Delivered:
    """Copy a folder of drops into the inbox; the source is only read.

    Dated folders keep their names. A copy that is there already, byte for byte, is left alone. `settled`: seconds
    the copies are dated back, because a file changed just now passes for one still being written.

    Raises:
        ConfigError: the folder is missing or cannot be read.
    """
    if not source.is_dir():
        raise ConfigError(f"{source} is not a folder")
    try:
        found = scan(UPath(source), datetime.now(UTC), 0)
        new = sum(_copy(Path(file.path.path), inbox / file.name, settled) for file in found.ready)
        return Delivered(new, {_day(file, inbox / file.name) for file in found.ready})
    except OSError as error:
        raise ConfigError(f"cannot copy the drops of {source}: {error}") from error


def _day(file: DropFile, path: Path) -> date:
    """The day of a file that lies at `path` in the inbox: its dated folder, otherwise when it arrived (UTC)."""
    return date.fromisoformat(file.day) if file.day else datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


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
