"""`dropwire replay`: today's rules over days that were loaded before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dropwire.commands.options import day_option
from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from psycopg2.extensions import connection

    from dropwire.replay import Replay


class Stage(StrEnum):
    """The step to begin with."""

    clean = "clean"
    extract = "extract"


def replay(
    first: Annotated[datetime, day_option("--from", "First day.")],
    last: Annotated[datetime | None, day_option("--to", "Last day, included; else the first alone.")] = None,
    sources: Annotated[list[str] | None, typer.Option("--source", help="Only articles of this site or name.")] = None,
    stage: Annotated[
        Stage, typer.Option("--stage", help="clean: text and events. extract: events of articles whose text stays.")
    ] = Stage.clean,
    apply: Annotated[bool, typer.Option("--apply", help="Publish without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the difference and leave it at that.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Read again what no rule has changed for, too.")] = False,
    examples: Annotated[int, typer.Option("--examples", min=0, max=10, help="Shown of each kind of change.")] = 3,
) -> None:
    """Read archived days again with today's rules, show what would change, and publish it when you say so.

    Items whose bytes and rules are those of their last reading are only accounted for. What stood before stays in
    the history: `news.articles_as_of` and `news.events_as_of` read it back.
    """
    from dropwire.commands.warehouse import connected
    from dropwire.replay import Replay, days

    if apply and dry_run:
        raise ConfigError("--apply and --dry-run exclude each other")
    begin, end = first.date(), (last or first).date()
    if end < begin:
        raise ConfigError(f"--to {end} lies before --from {begin}")
    console = Console()
    with connected() as conn:
        found = days(conn, begin, end)
        if not found:
            console.print(f"Nothing to read again: no drop of {begin} to {end} has been loaded.")
            return
        run_id = f"replay__{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"
        asked = Replay(begin, end, run_id, stage.value, tuple(sources or ()), dry_run=True, anew=anew)
        if not apply:
            _run(console, conn, found, asked, examples)
            if dry_run or not _wanted(console):
                return
        _run(console, conn, found, replace(asked, dry_run=False), examples)


def _wanted(console: Console) -> bool:
    if not console.is_terminal:
        console.print("\nNothing was published. `--apply` publishes it.")
        return False
    if typer.confirm("\nPublish this?", default=False):
        return True
    console.print("Nothing was published.")
    return False


def _run(console: Console, conn: connection, found: dict[date, int], asked: Replay, examples: int) -> None:
    from dropwire.report import compare, comparison_as_renderable

    loads = _replayed(conn, found, asked)
    console.print(comparison_as_renderable(compare(conn, loads, examples)))


def _replayed(conn: connection, found: dict[date, int], asked: Replay) -> Sequence[int]:
    from dropwire.commands.warehouse import warehouse_url
    from dropwire.config import Settings
    from dropwire.replay import replay_day

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("files"))
    settings, url, loads = Settings.from_env(), warehouse_url(), []
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading again", total=sum(found.values()))
        for day, n_files in found.items():
            progress.update(task, description=f"{'Comparing' if asked.dry_run else 'Publishing'} {day}")
            loads.append(replay_day(conn, settings, url, day, asked))
            progress.advance(task, n_files)
    return loads
