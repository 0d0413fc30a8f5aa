"""Drops named on the command line, read so that one that cannot be is told and costs no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from dropwire.article import Rejected
from dropwire.errors import BadItem, SourceDown

Item = TypeVar("Item")


def files_of(paths: list[Path]) -> Iterator[Path]:
    """The files, and those in the folders."""
    for path in paths:
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def each(file: Path, use: Callable[[str, BinaryIO, str], Iterator[Item]]) -> Iterator[Item | Rejected]:
    """What `use` makes of a drop's name, bytes and SHA-256; a rejection where it cannot be read."""
    name, sha256 = str(file).encode("utf-8", "backslashreplace").decode(), ""
    try:
        if not file.is_file():
            raise BadItem("collect", "not_a_file", "neither a file nor a folder")
        with file.open("rb") as data:
            sha256 = hashlib.file_digest(data, "sha256").hexdigest()
            data.seek(0)
            yield from use(name, data, sha256)
    except BadItem as bad:
        yield Rejected(name, sha256, None, bad.stage, bad.rule, bad.reason)
    except (OSError, SourceDown) as error:
        yield Rejected(name, sha256, None, "collect", "unreadable", f"it cannot be read: {error}")
