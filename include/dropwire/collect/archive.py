"""The raw bytes, kept for good: one file a content, named by its SHA-256, never changed or overwritten."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO
from uuid import uuid4

from upath import UPath

from dropwire.collect.local import is_link, is_local, make_folder, sync_folder
from dropwire.errors import BadItem, SourceDown

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """Where a drop's bytes are kept."""

    sha256: str
    size: int
    path: UPath


class StillChanging(SourceDown):
    """The file changed or went while it was archived: leave it for a later run."""


def store(source: UPath, archive_root: UPath) -> ArchivedFile:
    """Copies a drop into the archive as `ab/cd/<sha256>`, unchanged; the same content is kept once.

    Raises:
        StillChanging: the source changed meanwhile.
        BadItem: `unreadable` or `symlink`, this source cannot be taken.
        SourceDown: the archive cannot be written, a full disk among the reasons.
    """
    if is_link(source):
        raise BadItem("collect", "symlink", f"{source.name} is a symbolic link")
    arriving = archive_root / "arriving" / f"{uuid4().hex}.part"
    try:
        sha256, size = _copy(source, arriving)
        target = archive_root / sha256[:2] / sha256[2:4] / sha256
        with _writing(archive_root):
            if not _holds(target, sha256, size):
                make_folder(target.parent)
                arriving.rename(target)
                sync_folder(target.parent)
    finally:
        with _writing(archive_root):
            arriving.unlink(missing_ok=True)
    return ArchivedFile(sha256, size, target)


def _copy(source: UPath, arriving: UPath) -> tuple[str, int]:
    digest, size, before = hashlib.sha256(), 0, _state(source)
    with _writing(arriving.parent):
        make_folder(arriving.parent)
    with _reading(source):
        incoming = source.open("rb")
    with incoming, _opened(arriving) as outgoing:
        while chunk := _read(source, incoming):
            digest.update(chunk)
            size += len(chunk)
            with _writing(arriving.parent):
                outgoing.write(chunk)
    if _state(source) != before or size != before[0]:
        raise StillChanging(f"{source.name} changed while it was archived; it is left for later")
    return digest.hexdigest(), size


@contextmanager
def _opened(arriving: UPath) -> Iterator[IO[bytes]]:
    with _writing(arriving.parent):
        outgoing = arriving.open("wb")
    try:
        yield outgoing
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell
            outgoing.close()
        raise
    with _writing(arriving.parent):
        outgoing.flush()
        if is_local(arriving):  # on the disk before it gets its name
            os.fsync(outgoing.fileno())
        outgoing.close()


def _read(source: UPath, incoming: IO[bytes]) -> bytes:
    with _reading(source):
        return incoming.read(CHUNK)


def _holds(target: UPath, sha256: str, size: int) -> bool:
    """Whether the archive has this content. A damaged copy is kept under another name and makes place."""
    if not target.exists():
        return False
    if target.stat().st_size == size or _sha256(target) == sha256:
        return True
    target.rename(target.with_name(f"{sha256}.damaged-{uuid4().hex[:8]}"))
    return False


def _sha256(path: UPath) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as data:
        while chunk := data.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _state(source: UPath) -> tuple[int, float]:
    with _reading(source):
        state = source.stat()
    return state.st_size, state.st_mtime


@contextmanager
def _reading(source: UPath) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise StillChanging(f"{source.name} went while it was archived") from None
    except OSError as error:
        raise BadItem("collect", "unreadable", f"{source.name} cannot be read: {error}") from error


@contextmanager
def _writing(where: UPath) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SourceDown(f"the disk of the archive {where} is full; free space, then run again") from error
        raise SourceDown(f"the archive {where} cannot be written: {error}") from error
