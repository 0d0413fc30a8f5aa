"""`dropwire sources`: what `sources.yaml` says, and what a source's rules do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dropwire.article import Article, RawItem, Rejected, Span
from dropwire.commands import drops
from dropwire.config import Settings
from dropwire.errors import BadItem

if TYPE_CHECKING:
    from dropwire.clean import OwnRules
    from dropwire.pipeline import Pipeline
    from dropwire.sources import Source

app = typer.Typer(no_args_is_help=True, help="Rules of single sources (sources.yaml): check, try.")


@app.command()
def check() -> None:
    """Check the file, with every rule's example and counter-example, and list its sources."""
    from dropwire.sources import load_sources

    path = Settings.from_env().sources
    sources = load_sources(path)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("source", "domains", "languages", "time zone", "fields", "rules", "fetched from"):
        table.add_column(name, justify="right" if name in ("fields", "rules") else "left", overflow="fold")
    for source in sources.entries:
        names = "".join(f"\n{name}" for name in source.names)
        table.add_row(
            Text.assemble(source.name, (names, "dim")), "\n".join(source.domains), " ".join(source.languages),
            source.timezone or "", str(len(source.fields) or ""), _rules(source),
            _fetched(source),
        )  # fmt: skip
    Console().print(table)
    Console().print(Text(f"{path}: {counted(len(sources.entries), 'source')}, all in order"))


@app.command("try")
def try_(
    name: Annotated[str, typer.Argument(help="Name or domain of the source, as in the file.")],
    files: Annotated[
        list[Path] | None, typer.Argument(help="Drops; all are taken for this source's.", exists=True)
    ] = None,
) -> None:
    """Show what a source's rules remove from drops beside the general ones; without drops, what fetching would find.

    Nothing is stored.
    """
    from dropwire.pipeline import Pipeline

    settings = Settings.from_env()
    if not files:
        _try_listings(settings, name)
        return
    pipeline = Pipeline(settings.lexicon, settings.sources)
    forced, console = pipeline.sources.forced(name), Console()
    articles = touched = 0
    for item in (item for file in drops.files_of(files) for item in drops.each(file, pipeline.read)):
        place = item.file if item.record is None else f"{item.file}, record {item.record}"
        if isinstance(item, Rejected):
            console.print(Text(f"{place}: {item.rule}: {item.reason}", "red"))
            continue
        articles += 1
        try:
            changes = list(_changes(pipeline, forced, item))
        except BadItem as bad:
            changes = [Text(str(bad), "red")]
        touched += bool(changes)
        if changes:
            console.print(Text(place, "bold"), *changes, sep="\n")
    console.print(Text(f"{counted(articles, 'article')}, {touched} changed by the rules of {name}"))


def _rules(source: Source) -> str:
    if not source.rules:
        return ""
    dated = sum(bool(rule.valid_from or rule.valid_until) for rule in source.rules)
    return f"{len(source.rules)}" + (f" ({dated} dated)" if dated else "")


def _fetched(source: Source) -> str:
    if source.fetch is None:
        return ""
    kinds = ("feeds", "sitemaps", "listings", "apis", "lists", "urls")
    return ", ".join(
        counted(len(entries), kind.removesuffix("s")) for kind in kinds if (entries := getattr(source.fetch, kind))
    )


def _try_listings(settings: Settings, name: str) -> None:
    from dropwire import fetching
    from dropwire.commands.fetch import listed, show

    (site,) = fetching.sites(settings, (name,))
    today = datetime.now(UTC).date()
    show(Console(), site, today, listed(settings, site, today))


def counted(number: int, noun: str) -> str:
    """`1 source`, `2 sources`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _changes(pipeline: Pipeline, forced: OwnRules, item: RawItem) -> Iterator[Text]:
    """The spans that differ with the source's rules, and the rule behind each."""
    from dropwire.clean import clean

    before, after = clean(item, pipeline.rules), clean(item, pipeline.rules, forced)
    was = Counter(before.removed)
    for span in after.removed:
        if span not in was:
            text = Text(f"  - {span.kind}: ", "green")
            text.append(after.raw_text[span.start : span.end].strip(), "not bold")
            yield text.append(_behind(forced, after, span), "dim")
    now = Counter(after.removed)
    for span in before.removed:
        if span not in now and not any(s.start <= span.start and span.end <= s.end for s in after.removed):
            yield Text(f"  + kept now: {before.raw_text[span.start : span.end].strip()}", "yellow")
    if before.lang != after.lang:
        yield Text(f"  language {before.lang} -> {after.lang}", "yellow")


def _behind(forced: OwnRules, article: Article, span: Span) -> str:
    from dropwire.sources import fires, line_of

    rules = forced.forced.rules if forced.forced else ()
    text = article.raw_text[span.start : span.end].strip()
    lines = [str(line_of(rule)) for rule in rules if rule.kind == span.kind and fires(rule, text)]
    return f"   (rule of line {', '.join(lines)})" if lines else ""
