"""`dropwire quarantine`: what was set aside and why; read it again, publish it all the same, or close it."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from dropwire.config import Settings
from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from dropwire.load.quarantine import Action, Entry, Filter

app = typer.Typer(no_args_is_help=True, help="Items that were set aside: list, show, replay, waive.")


class Stage(StrEnum):
    """The step that refused an item."""

    collect = "collect"
    read = "read"
    clean = "clean"
    extract = "extract"
    check = "check"


class Standing(StrEnum):
    """What became of an item."""

    open = "open"
    replayed = "replayed"
    waived = "waived"
    closed = "closed"
    read_again = "read again"


Numbers = Annotated[list[int] | None, typer.Argument(help="Numbers of entries, as `list` shows them.")]
DayOption = Annotated[
    datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="Set aside in a run of this day.")
]
SourceOption = Annotated[str | None, typer.Option("--source", help="Part of the publisher's or the file's name.")]
RuleOption = Annotated[str | None, typer.Option("--rule", help="Set aside by this rule.")]
StageOption = Annotated[Stage | None, typer.Option("--stage", help="Set aside by this step.")]
TextOption = Annotated[
    str | None, typer.Option("--text", help="Part of the reason, the file's name or what was found.")
]
By = Annotated[str, typer.Option("--by", help="Who decides.", default_factory=getpass.getuser)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would become of them; change nothing.")]
Everything = Annotated[bool, typer.Option("--all", help="All that is open.")]


@app.command("list")
def show_list(
    day: DayOption = None,
    source: SourceOption = None,
    rule: RuleOption = None,
    stage: StageOption = None,
    text: TextOption = None,
    state: Annotated[Standing, typer.Option("--state", help="What became of it.")] = Standing.open,
    every: Annotated[bool, typer.Option("--any", help="Whatever became of it.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Entries shown, newest first.")] = 20,
) -> None:
    """Count what was set aside by rule, and list the newest entries."""
    from dropwire.commands.warehouse import connected
    from dropwire.load.quarantine import Filter, entries, rule_counts

    wanted = Filter(None, _day(day), source, rule, stage and stage.value, None if every else state.value, text)
    with connected() as conn:
        counts, found = rule_counts(conn, wanted), entries(conn, wanted, limit=limit)
    console = Console()
    if not found:
        console.print("Nothing of that kind is in the quarantine.")
        return
    table = _table("rule", "step", "state", "entries", "items", "days", "newest")
    for one in counts:
        days = str(one.first_day) if one.first_day == one.last_day else f"{one.first_day} to {one.last_day}"
        table.add_row(one.rule, one.stage, one.state, f"{one.n_entries:,}", f"{one.n_items:,}", days, str(one.example))
    console.print(table)
    console.print()
    console.print(_entries(found))
    rest = sum(one.n_entries for one in counts) - len(found)
    if rest > 0:
        console.print(f"… and {rest:,} more: --limit, or fewer by --rule, --day, --source, --stage")


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="Number of the entry, as `list` shows it.")],
    html: Annotated[Path | None, typer.Option("--html", help="Write it as one HTML page instead.")] = None,
) -> None:
    """Show an entry as today's rules read it: raw beside clean, with what the rule objects to marked."""
    from dropwire.commands.warehouse import connected
    from dropwire.load.quarantine import Filter, entries, trail
    from dropwire.quarantine import look_at, waivable
    from dropwire.report.quarantine import entry_page, entry_panel, sides, what_to_do

    with connected() as conn:
        found = entries(conn, Filter(ids=[number], state=None))
        if not found:
            raise ConfigError(f"there is no entry {number}: `dropwire quarantine list` shows them")
        entry = found[0]
        of_load = entries(conn, Filter(state=None), load_id=entry.load_id)
        beside = [one for one in of_load if one.item_id == entry.item_id]
        steps = trail(conn, entry.item_id)
        item, raw = look_at(conn, Settings.from_env(), entry)
    both, advice = sides(entry, item, raw), what_to_do(entry, waivable(entry))
    if html:
        html.write_text(entry_page(entry, beside, steps, both, advice), encoding="utf-8")
        Console().print(f"wrote {html}")
        return
    Console().print(entry_panel(entry, beside, steps, both, advice))


@app.command()
def replay(
    by: By,
    numbers: Numbers = None,
    day: DayOption = None,
    source: SourceOption = None,
    rule: RuleOption = None,
    stage: StageOption = None,
    text: TextOption = None,
    every: Everything = False,
    comment: Annotated[str | None, typer.Option("--comment", help="Kept in the trail.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Read items again from the archive, with today's rules."""
    _move("replay", _wanted(numbers, day, source, rule, stage, text, every), by, comment, dry_run)


@app.command()
def waive(
    by: By,
    comment: Annotated[str, typer.Option("--comment", help="Why; kept for good.")],
    numbers: Numbers = None,
    day: DayOption = None,
    source: SourceOption = None,
    rule: RuleOption = None,
    stage: StageOption = None,
    text: TextOption = None,
    every: Everything = False,
    dry_run: DryRun = False,
) -> None:
    """Publish items in spite of the check that set them aside. What cannot be published is closed for good."""
    _move("waive", _wanted(numbers, day, source, rule, stage, text, every), by, comment, dry_run)


def _day(day: datetime | None) -> date | None:
    return day.date() if day else None


def _wanted(
    numbers: list[int] | None, day: datetime | None, source: str | None, rule: str | None, stage: Stage | None,
    text: str | None, every: bool,
) -> Filter:  # fmt: skip
    from dropwire.load.quarantine import Filter

    if not (numbers or day or source or rule or stage or text or every):
        raise ConfigError("say which: numbers of entries, --rule, --day, --source, --stage, --text, or --all")
    return Filter(numbers or None, _day(day), source, rule, stage and stage.value, text=text)


def _move(action: Action, wanted: Filter, by: str, comment: str | None, dry_run: bool) -> None:
    from dropwire.commands.warehouse import connected, warehouse_url
    from dropwire.load.quarantine import entries
    from dropwire.quarantine import move_out

    console = Console()
    with connected() as conn:
        found = entries(conn, wanted)
        missing = sorted(set(wanted.ids or ()) - {entry.reject_id for entry in found})
        if missing:
            raise ConfigError(f"not in the quarantine, or no longer: {', '.join(map(str, missing))}")
        if not found:
            console.print("Nothing of that kind is open.")
            return
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("reading again", total=len({entry.item_id for entry in found}))
            outcome = move_out(
                conn, Settings.from_env(), warehouse_url(), wanted, action, by=by, comment=comment, dry_run=dry_run,
                progress=lambda number: bar.advance(task, number),
            )  # fmt: skip
    console.print(Text(outcome.as_text(dry_run)))


def _entries(found: list[Entry]) -> Table:
    table = _table("entry", "day", "state", "rule", "item", "reason")
    for one in found:
        place = one.file + (f" #{one.record}" if one.record is not None else "")
        place += f", event {one.event_no}" if one.event_no is not None else ""
        table.add_row(str(one.reject_id), str(one.day), one.state, one.rule, Text(place), Text(one.reason))
    return table


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        right = name in ("entry", "entries", "items", "newest")
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    return table
