"""What the pipeline would make of an article: as JSON for programs, side by side and coloured for people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dropwire.article import KEPT_KINDS, REMOVED_KINDS, Article, Event, RawItem, Rejected
from dropwire.report import words
from dropwire.report.pieces import visible
from dropwire.report.summary import Told

Processed = tuple[Article, tuple[Event, ...]] | Rejected
"""What became of an item."""

StoryOf = Mapping[tuple[str, int | None], str | None]
"""Story id by file and record."""

COLOURS = dict(
    zip(
        REMOVED_KINDS,
        ("grey50", "red", "cyan", "magenta", "yellow", "blue", "bright_blue", "green", "bright_black", "bright_cyan",
         "bright_red", "bright_magenta"),
        strict=True,
    )
)  # fmt: skip

_STANDING = {"denied": "bold red", "negated": "bold red", "planned": "bold yellow", "hypothetical": "bold yellow"}
"""Colours of what did not happen, or not yet."""


def to_json(result: Processed, story_of: StoryOf) -> dict[str, Any]:
    """One article or one refused item, for scorers and other programs."""
    if isinstance(result, Rejected):
        refused = {"stage": result.stage, "rule": result.rule, "reason": result.reason}
        return {"file": result.file, "record": result.record, "rejected": refused}
    article, events = result
    return {
        "file": article.item.file,
        "record": article.item.record,
        "lang": article.lang,
        "title": article.title,
        "source": article.source,
        "published": {
            "start": article.published.start,
            "end": article.published.end,
            "basis": article.published.basis,
        },
        "clean_text": article.body,
        "removed": [
            {"kind": s.kind, "start": s.start, "end": s.end, "text": article.raw_text[s.start : s.end]}
            for s in article.removed
        ],
        "story": story_of.get((article.item.file, article.item.record)),
        "events": [event_json(event) for event in events],
    }


def event_json(event: Event) -> dict[str, Any]:
    """One event with its evidence: the sentence, verbatim, and its offsets in the clean text."""
    record = dataclasses.asdict(event)
    for name in ("mentions", "plover", "geonames_id", "group", "confidence", "rules", "date_basis"):
        del record[name]
    for name in ("assoc_actor1", "assoc_actor2"):
        record[name] = "; ".join(record[name]) or None
    first = event.mentions[0]
    return record | {"evidence": first.quote, "evidence_start": first.start, "evidence_end": first.end}


def render(result: Processed, story_of: StoryOf, *, explain: bool) -> RenderableType:
    """A panel for one item: what it is, raw text beside clean text, and its events."""
    if isinstance(result, Rejected):
        why = Text.assemble((f"{result.stage}/{result.rule}: ", "bold red"), visible(result.reason))
        return Panel(why, title=Text(f"{result.disposition}: {place(result)}"), border_style="red")
    article, events = result
    sides = Table.grid(padding=(0, 2), expand=True)
    sides.add_column("raw", ratio=1)
    sides.add_column("clean", ratio=1)
    sides.add_row(Text("raw, removals coloured", style="bold"), Text("clean", style="bold"))
    sides.add_row(_coloured(article), Text(visible(article.body)))
    parts: list[RenderableType] = [_head(article, story_of), "", sides, "", _legend(article), ""]
    parts.extend(_events(events) if events else [Text("No event.", style="italic")])
    if explain:
        parts.extend(_rules(events))
    return Panel(Group(*parts), title=Text(place(article.item)), border_style="blue")


def place(item: RawItem | Rejected) -> str:
    """File and record, for people."""
    return visible(item.file if item.record is None else f"{item.file}, record {item.record}")


def facts(article: Article, story_of: StoryOf) -> Iterator[tuple[str, str]]:
    """What is known of an article beside its text, by name."""
    published = article.published
    day = published.start if published.start == published.end else f"{published.start} to {published.end}"
    rows = {
        "title": article.title,
        "source": " via ".join(filter(None, (article.source, article.syndicated_from))) or None,
        "author": article.author,
        "language": f"{article.lang} ({article.lang_confidence:.0%})" if article.lang else None,
        "published": f"{day} (by {published.basis})" if published.start else "unknown",
        "in doubt": "; ".join(published.contradictions) or None,
        "address": article.url,
        "story": story_of.get((article.item.file, article.item.record)),
    }
    return ((name, value) for name, value in rows.items() if value)


def _head(article: Article, story_of: StoryOf) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, value in facts(article, story_of):
        table.add_row(Text(name, style="bold"), Text(visible(value)))
    return table


def _coloured(article: Article) -> Text:
    text = Text()
    for span in article.spans:
        style = "bold" if span.kind == "title" else COLOURS.get(span.kind, "")
        text.append(visible(article.raw_text[span.start : span.end]), style)
    return text


def _legend(article: Article) -> Text:
    sizes: dict[str, int] = {}
    for span in article.spans:
        if span.kind not in KEPT_KINDS:
            sizes[span.kind] = sizes.get(span.kind, 0) + span.end - span.start
    kept = sum(s.end - s.start for s in article.spans if s.kind in KEPT_KINDS)
    legend = Text(f"{len(article.raw_text)} characters = {kept} kept")
    for kind, size in sizes.items():
        legend.append(" + ").append(f"{size} {kind}", COLOURS[kind])
    return legend


def _events(events: tuple[Event, ...]) -> Iterator[RenderableType]:
    for number, event in enumerate(events, 1):
        line = told(event)
        text = Text(f"{number}  {words.when(line)}  ", "bold")
        text.append(f"{words.type_of(line)}, {words.where(line)}", _STANDING.get(event.status, "bold green"))
        if toll := words.toll(line):
            text.append(f": {toll}", "bold")
        text.append("\n" + visible(f"{words.sides(line)}; {words.said(line)}"), "not bold")
        if event.background:
            text.append("; told as background", "not bold")
        for mention in event.mentions:
            text.append(f"\n“{visible(mention.quote)}”", "not bold dim")
        yield Padding(text, (0, 0, 1, 0))


def told(event: Event) -> Told:
    """An event as the report's words take it."""
    start, end = event.date_min or event.date, event.date_max or event.date
    return Told(
        date_start=date.fromisoformat(start[:10]) if start and len(start) >= 10 else None,
        date_end=date.fromisoformat(end[:10]) if end and len(end) >= 10 else None,
        date_precision=event.date_precision,
        type=event.type.split(".")[-1].replace("_", " "),
        place=event.place,
        admin1=event.admin1,
        country=event.country,
        actor1=event.actor1,
        actor2=event.actor2,
        low=event.fatalities_low,
        best=event.fatalities,
        high=event.fatalities_high,
        injured=event.injured,
        status=event.status,
        disputed=False,
        attribution=event.attribution,
        sources=None,
    )


def _rules(events: tuple[Event, ...]) -> Iterator[RenderableType]:
    for number, event in enumerate(events, 1):
        table = Table(title=f"Event {number}: {event.type}", title_justify="left")
        for name in ("field", "value", "rule"):
            table.add_column(name)
        for name, rule in event.rules.items():
            table.add_row(name, Text(visible(str(getattr(event, name, "")))), Text(rule))
        yield table
