"""The report for a terminal: looks good at 100 columns, and without colours in a log."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dropwire.report import words
from dropwire.report.summary import Load, Report, Told

WIDTH = 100
_COLUMNS = ("read", "loaded", "unchanged", "duplicate", "quarantined", "skipped")


def as_text(report: Report, width: int = WIDTH) -> str:
    """The report as plain text, for logs."""
    out = StringIO()
    Console(file=out, width=width, no_color=True, highlight=False, legacy_windows=False).print(as_renderable(report))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def as_renderable(report: Report) -> RenderableType:
    """The report for rich's console, with colours."""
    if not report.loads:
        return Group(Text("No day has been run yet: nothing came in, nothing was loaded."), *_next(report))
    parts: list[RenderableType] = [_account(report)]
    for load in report.loads:
        if load.counts.read or load.status in ("failed", "running", "held"):
            parts += [Text(), _load(load)]
    return Group(*parts, *_next(report))


def _account(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("day", no_wrap=True)
    for name in ("files", *_COLUMNS, "events"):
        table.add_column(name, justify="right")
    table.add_column("outcome", no_wrap=True, overflow="ellipsis")
    for load in report.loads:
        counts = [getattr(load.counts, name) for name in _COLUMNS]
        style = "red" if load.status in ("failed", "held", "discarded") or load.verdict == "stop" else None
        short = words.outcome(load).split(":")[0]
        table.add_row(str(load.day), _number(load.n_files), *map(_number, counts), _events(load), short, style=style)
    if len(report.loads) > 1:
        total = [getattr(report.total, name) for name in _COLUMNS]
        table.add_section()
        table.add_row("all published", "", *map(_number, total), "", "", style="bold")
    return table


def _number(value: int) -> Text:
    return Text(f"{value:,}", style="" if value else "dim")


def _events(load: Load) -> str:
    parts = [(load.events_added, "+"), (load.events_changed, "~"), (load.events_removed, "-")]
    return " ".join(f"{sign}{value}" for value, sign in parts if value) or "0"


def _load(load: Load) -> Group:
    title = Text(f"{load.day}", style="bold")
    title.append(f"  load {load.load_id}, {load.kind}: {words.outcome(load)}", style="not bold")
    lines: list[RenderableType] = [title]
    for reason in load.reasons:
        text = Text(
            f"{reason.count} {reason.disposition}", style="yellow" if reason.disposition == "quarantined" else ""
        )
        text.append(f" ({reason.rule})  {reason.example}", style="dim")
        lines.append(Padding(text, (0, 0, 0, 2)))
        if reason.sentence:
            lines.append(Padding(Text(reason.sentence), (0, 0, 0, 4)))
    for failing in load.failing:
        text = Text(f"check {failing.rule}: {failing.n_failed} of {words.count(failing.n_rows, failing.dataset[:-1])}")
        text.append(f", {failing.severity}. {failing.sentence}", style="dim")
        lines.append(Padding(text, (0, 0, 0, 2)))
    if load.events:
        rest = load.n_told - len(load.events)
        lines.append(Padding(Text("events" + (f", {len(load.events)} of {load.n_told}" if rest else "")), (0, 0, 0, 2)))
        lines.append(Padding(_told(load.events), (0, 0, 0, 4)))
    elif load.status == "published":
        lines.append(Padding(Text("no events in these articles"), (0, 0, 0, 2)))
    return Group(*lines)


def _told(events: tuple[Told, ...]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for event in events:
        text = Text(f"{words.type_of(event)}, {words.where(event)}")
        toll = words.toll(event)
        if toll:
            text.append(f": {toll}", style="bold")
        text.append(f"\n{words.sides(event)}; {words.said(event)}", style="dim")
        table.add_row(words.when(event), text)
    return table


def _next(report: Report) -> list[RenderableType]:
    lines = [Text(), Text("Where to look next", style="bold")]
    for hint in words.hints(report):
        lines.append(Text(f"  {hint}"))
    return list(lines)
