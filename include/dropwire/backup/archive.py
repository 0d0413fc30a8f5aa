"""The raw drops of a backup. They are named by their hashes and never change: each is copied once, for all backups."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from upath import UPath

from dropwire import collect
from dropwire.errors import ConfigError

CHUNK = 1 << 20
Told = Callable[[int, int], None]
"""Is told how many of how many are done."""


@dataclass(frozen=True, slots=True)
class ArchivedDrop:
    """A raw drop: where under the archive it lies, and what it must be."""

    key: str
    sha256: str
    size: int


def copy(drops: Sequence[ArchivedDrop], source: UPath, target: UPath, told: Told) -> None:
    """Bring every drop to the target; one that is there in its size is left alone.

    Raises:
        ConfigError: a drop is missing in the source, or its bytes are not what its name says.
    """
    for number, drop in enumerate(drops, 1):
        if not _there(target / drop.key, drop.size):
            try:
                kept = collect.store(source / drop.key, target)
            except collect.StillChanging as gone:
                raise ConfigError(f"{source / drop.key} is missing") from gone
            if kept.sha256 != drop.sha256:
                raise ConfigError(f"{source / drop.key} is damaged: its SHA-256 is {kept.sha256}")
        told(number, len(drops))


def damaged(drops: Iterable[ArchivedDrop], folder: UPath) -> Iterator[str]:
    """What is wrong with the drops of a folder: every byte is read."""
    for drop in drops:
        path = folder / drop.key
        if not path.exists():
            yield f"{path} is missing"
        elif sha256_of(path) != drop.sha256:
            yield f"{path} is damaged"


def write_listing(path: Path, drops: Iterable[ArchivedDrop]) -> None:
    """One drop a line: SHA-256, bytes, key."""
    path.write_text("".join(f"{drop.sha256}\t{drop.size}\t{drop.key}\n" for drop in drops), encoding="utf-8")


def read_listing(path: Path) -> list[ArchivedDrop]:
    """The drops of a listing."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [ArchivedDrop(key, sha256, int(size)) for sha256, size, key in rows]


def sha256_of(path: UPath | Path) -> str:
    """The hash of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as data:
        while chunk := data.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _there(path: UPath, size: int) -> bool:
    return path.exists() and path.stat().st_size == size
