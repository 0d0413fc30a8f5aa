"""`dropwire furniture`: lines that come back across articles of a source, and whether cleaning removes them."""

from __future__ import annotations

import getpass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dropwire.article import REMOVED_KINDS
from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from dropwire.load import Furniture

app = typer.Typer(no_args_is_help=True, help="Recurring lines learnt from the warehouse: list, accept, reject.")

Number = Annotated[int, typer.Argument(help="Number of the line, as `list` shows it.")]
By = Annotated[str, typer.Option("--by", help="Who decides.", default_factory=getpass.getuser)]


class Status(StrEnum):
    """What is to be done with a line."""

    proposed = "proposed"
    active = "active"
    rejected = "rejected"


@app.command("list")
def show(
    source: Annotated[str | None, typer.Option("--source", help="Only lines of this source.")] = None,
    status: Annotated[Status | None, typer.Option("--status", help="Only lines that stand so.")] = None,
) -> None:
    """Show recurring lines, proposals first, with how often they came and where."""
    from dropwire.commands.warehouse import connected
    from dropwire.load import list_furniture

    with connected() as conn:
        found = list_furniture(conn, status=status.value if status else None, source=source)
    Console().print(_table(found) if found else "No line has come back often enough yet.")


@app.command()
def accept(
    number: Number,
    by: By,
    kind: Annotated[str | None, typer.Option("--kind", help="Why it is removed; else what it looks like.")] = None,
) -> None:
    """Remove this line from later articles of its source."""
    if kind is not None and kind not in REMOVED_KINDS:
        raise ConfigError(f"--kind {kind}: it is one of {', '.join(REMOVED_KINDS)}")
    _set(number, Status.active, by, kind)


@app.command()
def reject(number: Number, by: By) -> None:
    """Keep this line in later articles, whatever the rule says. Articles cleaned before change when read again."""
    _set(number, Status.rejected, by, None)


def _set(number: int, status: Status, by: str, kind: str | None) -> None:
    from dropwire.commands.warehouse import connected
    from dropwire.load import set_furniture

    with connected() as conn:
        line = set_furniture(conn, number, status.value, by=by, kind=kind)
    Console().print(Text(f"{number} is {status.value}: {line}"))


def _table(found: list[Furniture]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("number", "status", "source", "line", "articles", "days", "seen", "by"):
        table.add_column(name, justify="right" if name in ("number", "articles", "days") else "left", overflow="fold")
    for one in found:
        line = Text(one.line, "bold" if one.status == "proposed" else "")
        line.append(f"\n{one.kind or 'kind as it looks'}, {one.place or 'removed'}", "not bold dim")
        if one.n_inside:
            line.append(f"; elsewhere in {one.n_inside} articles", "red")
        line.append("".join(f"\n{example}" for example in one.examples), "not bold dim")
        table.add_row(
            str(one.furniture_id), one.status, Text(one.source), line, f"{one.n_articles} ({one.share:.0%})",
            str(one.n_days), f"{one.first_seen}\n{one.last_seen}", Text(one.decided_by),
        )  # fmt: skip
    return table
