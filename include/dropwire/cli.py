"""The `dropwire` command: what the pipeline would make of a drop, and the warehouse's upkeep."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer
from rich.console import Console

from dropwire.article import Rejected
from dropwire.collect import day_of
from dropwire.commands import alerts, drops, furniture, lexicon, quarantine, sources
from dropwire.commands.backup import backup, restore
from dropwire.commands.doctor import doctor
from dropwire.commands.export import export
from dropwire.commands.fetch import fetch
from dropwire.commands.replay import replay
from dropwire.config import Settings
from dropwire.errors import ConfigError, DropwireError

if TYPE_CHECKING:
    from dropwire.pipeline import Pipeline, Processed

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", help=__doc__)

app.add_typer(sources.app, name="sources")
app.add_typer(furniture.app, name="furniture")
app.add_typer(alerts.app, name="alerts")
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(quarantine.app, name="quarantine")
app.command()(backup)
app.command()(doctor)
app.command()(export)
app.command()(fetch)
app.command()(replay)
app.command()(restore)


def _tell_version(asked: bool) -> None:
    if asked:
        print(f"dropwire {version('dropwire')}")
        raise typer.Exit


@app.callback()
def _commands(
    _: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Drops of news articles in, clean articles and conflict events out."""


@app.command()
def preview(
    files: Annotated[list[Path], typer.Argument(help="Drops, or folders of drops.", exists=True)],
    as_json: Annotated[bool, typer.Option("--json", help="One article a line, as JSON.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the rule that set each field of an event.")] = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write one HTML page with all of it instead.")] = None,
) -> None:
    """Show what the pipeline would make of these drops. Nothing is stored."""
    from dropwire.link import stories
    from dropwire.pipeline import Pipeline
    from dropwire.report.page import as_html
    from dropwire.report.preview import render, to_json

    settings = Settings.from_env()
    pipeline = Pipeline(settings.lexicon, settings.sources)
    processed = [result for file in drops.files_of(files) for result in _process(pipeline, file)]
    found = [result for result in processed if not isinstance(result, Rejected)]
    story_of = dict(zip(((a.item.file, a.item.record) for a, _ in found), stories(found), strict=True))
    if as_json:
        for result in processed:
            print(json.dumps(to_json(result, story_of), ensure_ascii=False))
        return
    if html:
        html.write_text(as_html(processed, story_of, explain=explain), encoding="utf-8")
        return
    console = Console()
    for result in processed:
        console.print(render(result, story_of, explain=explain))


def _process(pipeline: Pipeline, file: Path) -> Iterator[Processed]:
    def use(name: str, data: BinaryIO, sha256: str) -> Iterator[Processed]:
        return pipeline.process(name, data, sha256, arrived=day_of(f"{file.parent.name}/{file.name}"))

    yield from drops.each(file, use)


def main() -> None:
    """Run the command; an error made for people is one line, not a traceback."""
    try:
        app()
    except ConfigError as error:
        sys.exit(f"Configuration: {error}")
    except DropwireError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
