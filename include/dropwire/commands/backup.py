"""`dropwire backup` and `dropwire restore`: the warehouse and the archive, out and in again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

if TYPE_CHECKING:
    from dropwire.backup import Manifest
    from dropwire.backup.archive import Told

Folder = Annotated[Path, typer.Argument(help="Where the backups lie: a folder on another disk than the warehouse.")]


def backup(
    folder: Folder,
    keep: Annotated[int, typer.Option("--keep", min=0, help="Remove older ones beyond so many. 0: keep all.")] = 0,
    archive: Annotated[
        bool, typer.Option("--archive/--no-archive", help="Copy the raw drops too, or only list them.")
    ] = True,
) -> None:
    """Write a backup of the warehouse and of the archived drops. The pipeline may run meanwhile.

    Each gets a folder of its own with a manifest of rows and hashes; raw drops are copied once for all of them. Drops
    that lie in the inbox and were not taken yet are not part of it, nor are passwords.
    """
    from dropwire.backup import Manifest, take
    from dropwire.config import Settings
    from dropwire.local.postgres import binaries

    console = Console()
    with _owner() as url, _progress(console) as told:
        done = take(
            url, Settings.from_env().archive_path, folder.absolute(), binaries(), copy_archive=archive, keep=keep,
            say=console.print, told=told,
        )  # fmt: skip
    _tell(console, done, Manifest.read(done))


def restore(
    folder: Annotated[Path, typer.Argument(help="A backup, or the folder of several: its newest one.", exists=True)],
    check: Annotated[bool, typer.Option("--check", help="Only read the backup and say whether it is whole.")] = False,
) -> None:
    """Bring an empty warehouse and the archive back to a backup, and compare them with it row by row."""
    from dropwire.backup import Manifest, newest, verify
    from dropwire.backup import restore as restored
    from dropwire.config import Settings
    from dropwire.local.postgres import binaries

    console, drops, chosen = Console(), Settings.from_env().archive_path, newest(folder.absolute())
    if check:
        _tell(console, chosen, verify(chosen, drops))
        return
    with _owner() as url, _progress(console) as told:
        applied = restored(chosen, url, drops, binaries(), say=console.print, told=told)
    _tell(console, chosen, Manifest.read(chosen))
    if applied:
        console.print(f"brought to the newest form: {', '.join(applied)}")


@contextmanager
def _owner() -> Iterator[str]:
    """The owner's URL: the one that is set, else of the stack that is up, else of its server, started for this."""
    from dropwire.local.layout import Layout
    from dropwire.local.stack import Stack, holder, running_urls

    layout = Layout.from_env()
    if os.environ.get("DROPWIRE_WAREHOUSE_OWNER_URL") or os.environ.get("DROPWIRE_WAREHOUSE_URL"):
        yield os.environ.get("DROPWIRE_WAREHOUSE_OWNER_URL") or os.environ["DROPWIRE_WAREHOUSE_URL"]
    elif holder(layout) is not None:
        yield running_urls(layout).owner
    else:
        with Stack(layout, "run") as stack:
            stack.start_postgres()
            yield stack.urls.owner


@contextmanager
def _progress(console: Console) -> Iterator[Told]:
    columns = (TextColumn("drops"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("drops", total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


def _tell(console: Console, folder: Path, manifest: Manifest) -> None:
    rows = sum(table.rows for table in manifest.tables.values())
    copied = "" if manifest.archive_copied else ", listed only"
    console.print(
        f"{folder}: whole; {len(manifest.tables)} tables, {rows:,} rows, {manifest.drops:,} drops "
        f"({manifest.drop_bytes / 1e6:,.1f} MB{copied}), form {manifest.migration}",
        soft_wrap=True,
    )
