"""Files people and programs rely on: passwords, settings, the inbox."""

from __future__ import annotations

import base64
import binascii
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from upath import UPath

from dropwire.alert import AlertSettings
from dropwire.collect import scan
from dropwire.doctor.finding import Finding, Subject
from dropwire.errors import ConfigError, SourceDown
from dropwire.sources import load_sources
from dropwire.yamlfile import read_yaml

SLOW_LOOK = 3.0
"""Seconds that looking through the inbox may take before it is worth a word."""


def secrets(subject: Subject) -> Iterator[Finding]:
    """Keys and passwords: there, private, and of the right form."""
    folder, container = subject.layout.secrets, subject.layout.repository / ".env"
    wrong = [*_of_folder(folder, subject.layout.postgres), *_of_env_file(container)]
    yield from wrong
    if not wrong:
        held = [str(path) for path in (folder, container) if path.exists()]
        yield Finding(
            "secrets", "ok" if held else "skip", f"private: {', '.join(held)}" if held else "none are kept here"
        )


def _of_folder(folder: Path, data: Path) -> Iterator[Finding]:
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    for path in [folder, *files] if files else []:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(
                "secrets", "fail", f"others may read {path}", f"Run `chmod go= {path}`, then change what it holds."
            )
    for path in files:
        if not path.stat().st_size:
            yield Finding(
                "secrets", "fail", f"{path} is empty", "Put it back from your safe, or remove it and run `make up`."
            )
    key = folder / "fernet_key"
    if key in files and key.stat().st_size and not _is_fernet(key.read_text(encoding="utf-8").strip()):
        yield Finding("secrets", "fail", f"{key} is no Fernet key", "Put the old one back: stored connections need it.")
    if (data / "PG_VERSION").is_file() and folder / "postgres" not in files:
        yield Finding(
            "secrets", "fail", f"{folder / 'postgres'} is missing", "Put it back: the databases know no other password."
        )


def _of_env_file(path: Path) -> Iterator[Finding]:
    if not path.is_file():
        return
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(
            "secrets", "fail", f"others may read {path}", f"Run `chmod go= {path}`, then change what it holds."
        )
    lines = (line.partition("=") for line in path.read_text(encoding="utf-8").splitlines())
    given = {name.strip(): value.strip() for name, _, value in lines}
    blank = [name for name, value in given.items() if name.endswith(("_PASSWORD", "_KEY")) and not value]
    if blank:
        yield Finding("secrets", "fail", f"{path} has blanks: {', '.join(blank)}", "Run `make secrets`.")
    if (key := given.get("DROPWIRE_FERNET_KEY")) and not _is_fernet(key):
        yield Finding("secrets", "fail", f"DROPWIRE_FERNET_KEY of {path} is no Fernet key", "Put the old one back.")


def _is_fernet(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text)) == 32
    except (binascii.Error, ValueError):
        return False


def settings(subject: Subject) -> Iterator[Finding]:
    """The files people edit."""
    readers: dict[Path, Callable[[Path], object]] = {
        subject.settings.sources: load_sources,
        subject.settings.alerts: lambda path: read_yaml(path, AlertSettings),
    }
    for path, read in readers.items():
        try:
            read(path)
        except ConfigError as error:
            yield Finding("settings", "fail", str(error), f"Mend {path}.")
        else:
            yield Finding("settings", "ok", str(path))


def inbox(subject: Subject) -> Iterator[Finding]:
    """Whether drops can be taken, and the archive can keep them."""
    folder, began = subject.settings.inbox_path, monotonic()
    try:
        found = scan(folder, subject.now, subject.settings.settle_seconds)
    except SourceDown as error:
        yield Finding("inbox", "fail", str(error), f"Make {folder} a folder this user may list, or set DROPWIRE_INBOX.")
        return
    took = monotonic() - began
    if took > SLOW_LOOK:
        yield Finding(
            "inbox",
            "warn",
            f"a look at its {len(found.ready):,} files takes {took:.0f} s, so drops wait longer to be noticed",
            "Move folders of loaded days away; the archive keeps what they hold.",
        )
    shut = [file.name for file in found.ready if not _readable(file.path)]
    if shut:
        yield Finding(
            "inbox", "fail", f"{len(shut)} files cannot be read, such as {shut[0]}", "Let this user read them: `chmod`."
        )
    if found.refused:
        first = found.refused[0]
        yield Finding(
            "inbox",
            "warn",
            f"{len(found.refused)} refused, such as {first.file}: {first.reason}",
            "Put the drops themselves there, under plain names.",
        )
    yield from _archive(subject.settings.archive_path)
    if not shut:
        yield Finding("inbox", "ok", f"{len(found.ready)} files can be read in {folder}")


def _readable(path: UPath) -> bool:
    try:
        with path.open("rb") as data:
            data.read(1)
    except OSError:
        return False
    return True


def _archive(folder: UPath) -> Iterator[Finding]:
    local = Path(str(folder)) if folder.protocol in ("", "file") else None
    if local is not None and local.exists() and not os.access(local, os.W_OK | os.X_OK):
        yield Finding(
            "inbox", "fail", f"the archive {local} cannot be written", "Give it to the user the tasks run as."
        )
