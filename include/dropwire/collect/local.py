"""What only folders of this machine have: symbolic links, and caches that must reach the disk."""

from __future__ import annotations

import os
from pathlib import Path

from upath import UPath


def is_local(path: UPath) -> bool:
    """Whether the path lies on this machine rather than in an object store."""
    return path.protocol in ("", "file", "local")


def is_link(path: UPath) -> bool:
    """Whether the path is a symbolic link, dangling ones too."""
    return is_local(path) and Path(path.path).is_symlink()


def make_folder(folder: UPath) -> None:
    """Makes a folder; an object store needs none, and would make a bucket of a mistyped name."""
    if is_local(folder):
        folder.mkdir(parents=True, exist_ok=True)


def sync_folder(folder: UPath) -> None:
    """Makes a new name in the folder last through a power cut."""
    if not is_local(folder):
        return
    handle = os.open(folder.path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
