"""What lies in the inbox: which files can be taken, which are still being written, which are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from upath import UPath

from dropwire.article import Rejected
from dropwire.collect.local import is_link
from dropwire.errors import BadItem, SourceDown

UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".crdownload", ".download")
HIDDEN = "hidden"
"""Why a file whose name begins with a dot waits: for ever."""
"""Endings that downloaders and uploaders give to a file until it is whole."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCKS_APART = 86_400
"""Seconds. A time of change further in the future says nothing about now, so the file does not wait for it."""


@dataclass(frozen=True, slots=True)
class DropFile:
    """A file in the inbox."""

    path: UPath
    name: str
    """Relative to the inbox, with slashes."""
    day: str | None
    """The ISO day of its dated folder, None when it lies outside one."""
    size: int
    mtime: datetime
    """When it last changed, UTC."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file left for a later scan."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a look at the inbox found, each list by name."""

    ready: list[DropFile] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)
    """Refused by their name or kind: their bytes are not read, so `file_sha256` is empty."""


def scan(inbox: UPath, now: datetime, settle_seconds: float = 5) -> Scan:
    """Looks at every file below the inbox, symbolic links not followed.

    Raises:
        SourceDown: the inbox is missing or cannot be listed.
    """
    found = Scan()
    try:
        for path, name in _walk(inbox, ""):
            try:
                _sort_in(found, path, name, now, settle_seconds)
            except BadItem as bad:
                found.refused.append(Rejected(_printable(name), "", None, "collect", bad.rule, bad.reason))
            except FileNotFoundError:
                pass  # taken away while we looked
    except FileNotFoundError:
        raise SourceDown(f"the inbox {inbox} is not there") from None
    except OSError as error:
        raise SourceDown(f"the inbox {inbox} cannot be listed: {error}") from error
    return found


def day_of(name: str) -> str | None:
    """The ISO day of a dated top folder (`2017-11-06/…`), None when there is none.

    Raises:
        BadItem: `day_folder`, it is written like a day but is none.
    """
    folder, slash, _ = name.partition("/")
    if not slash or not _DAY.fullmatch(folder):
        return None
    try:
        return date.fromisoformat(folder).isoformat()
    except ValueError:
        raise BadItem("collect", "day_folder", f"{folder} is no day of the calendar; rename the folder") from None


def _walk(folder: UPath, prefix: str) -> Iterator[tuple[UPath, str]]:
    for path in sorted(folder.iterdir(), key=lambda child: child.name):
        name = prefix + path.name
        if path.is_dir() and not is_link(path) and not path.name.startswith("."):
            yield from _walk(path, name + "/")
        else:
            yield path, name


def _sort_in(found: Scan, path: UPath, name: str, now: datetime, settle_seconds: float) -> None:
    if path.name.startswith("."):
        found.waiting.append(Waiting(_printable(name), HIDDEN))
        return
    _check(path, name)
    day, size, mtime = day_of(name), path.stat().st_size, _changed(path)
    age = (now - mtime).total_seconds()
    if path.name.lower().endswith(UNFINISHED):
        found.waiting.append(Waiting(name, f"the ending {path.suffix} marks an unfinished file"))
    elif -_CLOCKS_APART < age < settle_seconds:
        found.waiting.append(Waiting(name, f"changed {max(0, age):.0f} s ago"))
    else:
        found.ready.append(DropFile(path, name, day, size, mtime))


def _check(path: UPath, name: str) -> None:
    if _printable(name) != name or "\\" in name or ".." in name.split("/"):
        raise BadItem("collect", "bad_name", "the name leads out of the inbox or has characters no name should have")
    if is_link(path):
        raise BadItem("collect", "symlink", "a symbolic link; put the file itself into the inbox")
    if not path.is_file():
        if not path.exists():
            raise FileNotFoundError(name)
        raise BadItem("collect", "not_a_file", "neither a file nor a folder")


def _changed(path: UPath) -> datetime:
    """Some stores keep the time of change outside `stat`."""
    seconds = path.stat().st_mtime
    if seconds:
        return datetime.fromtimestamp(float(seconds), UTC)
    changed: datetime = path.fs.modified(path.path)
    return changed if changed.tzinfo else changed.replace(tzinfo=UTC)


def _printable(name: str) -> str:
    name = name.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)
