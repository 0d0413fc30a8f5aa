"""`dropwire fetch`: from the web to the inbox."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dropwire.config import Settings
from dropwire.errors import ConfigError, DropwireError

if TYPE_CHECKING:
    from dropwire.fetch import Account, Login, Preview, Site
    from dropwire.fetching import Credentials

SOURCES_AT_ONCE = 8

Day = Annotated[datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="This day instead of today (UTC).")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First of several past days.")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last of them.")]


def fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Names or domains of sources; none: all.")] = None,
    day: Day = None,
    first: From = None,
    last: To = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask the listings only, and show them.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Also sources that are left alone after failures.")] = False,
) -> None:
    """Fetch sources to the inbox. A past day is fetched from archives by date and from listings that tell dates."""
    from dropwire import fetching

    settings, console = Settings.from_env(), Console()
    sites = fetching.sites(settings, tuple(names or ()))
    if not sites:
        raise ConfigError(f"{settings.sources}: no source has a `fetch` section yet; docs/sources.md shows how")
    days = _days(day, first, last)
    if dry_run:
        for site in sites:
            for one in days:
                show(console, site, one, listed(settings, site, one, backfill=_is_past(one)))
        return
    accounts = _fetch_all(settings, console, sites, days, again)
    for account in accounts:
        if isinstance(account, DropwireError):
            console.print(Text(str(account), "red"))
        else:
            style = {"done": "green", "resting": "yellow", "partial": "yellow"}.get(account.outcome, "red")
            console.print(Text(fetching.line(account), style))
    if any(isinstance(account, DropwireError) or account.outcome == "down" for account in accounts):
        raise typer.Exit(1)


def listed(settings: Settings, site: Site, day: date, *, backfill: bool = False) -> Preview:
    """What a source's listings say now; nothing is stored."""
    from dropwire import fetching
    from dropwire.fetch import preview

    return preview(site, day, fetching.limits(settings), _login(site), backfill=backfill)


def show(console: Console, site: Site, day: date, found: Preview, most: int = 20) -> None:
    """Listings with their counts, and the first addresses."""
    table = Table(box=None, pad_edge=False, header_style="bold", title=f"{site.name}, {day}", title_justify="left")
    for name in ("kind", "listing", "links", "articles", ""):
        table.add_column(name, justify="right" if name in ("links", "articles") else "left", overflow="fold")
    for request, links, articles, trouble in found.listings:
        table.add_row(request.form, Text(request.url), str(links), str(articles), Text(trouble, "red"))
    console.print(table)
    for link in list(found.links.values())[:most]:
        console.print(Text.assemble(f"  {link.published or '':10} ", link.url), soft_wrap=True)
    more = f", {len(found.links) - most} more" if len(found.links) > most else ""
    console.print(Text(f"{len(found.links)} addresses{more}"))


def _days(day: datetime | None, first: datetime | None, last: datetime | None) -> list[date]:
    from dropwire import fetching

    if day and (first or last):
        raise ConfigError("either --day or --from and --to")
    if first or last:
        if not (first and last and first <= last):
            raise ConfigError("--from and --to belong together, the earlier day first")
        return fetching.days(first.date(), last.date())
    return [day.date() if day else datetime.now(UTC).date()]


def _is_past(day: date) -> bool:
    return day < datetime.now(UTC).date()


def _fetch_all(
    settings: Settings, console: Console, sites: list[Site], days: list[date], again: bool
) -> list[Account | DropwireError]:
    """Sources side by side, the days of each one after the other, the newest first."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as board, ThreadPoolExecutor(SOURCES_AT_ONCE) as pool:

        def one(site: Site) -> list[Account | DropwireError]:
            bar = board.add_task(Text(site.name).plain, total=None)
            found: list[Account | DropwireError] = []
            for day in sorted(days, reverse=True):

                def advance(account: Account, total: int, day: date = day) -> None:
                    done = account.fetched + account.unchanged + account.gone + account.refused + account.waiting
                    board.update(bar, total=total, completed=done, description=f"{site.name} {day}")

                found.append(_fetch_one(settings, site, day, again, advance))
            board.update(bar, total=board.tasks[bar].total or 0)
            return found

        return [account for accounts in pool.map(one, sites) for account in accounts]


def _fetch_one(
    settings: Settings, site: Site, day: date, again: bool, progress: Callable[[Account, int], None]
) -> Account | DropwireError:
    from dropwire import fetching
    from dropwire.commands.warehouse import connected
    from dropwire.fetch import Asked

    asked = Asked(day, f"command__{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}", backfill=_is_past(day), forced=again)
    try:
        with connected() as conn:
            return fetching.run(conn, settings, site, asked, _credentials(site), progress)
    except DropwireError as error:
        return error


def _credentials(site: Site) -> Credentials | None:
    from dropwire import fetching

    name = site.rules.connection
    return fetching.credentials_from_env(name, os.environ) if name else None


def _login(site: Site) -> Login | None:
    from dropwire import fetching

    credentials = _credentials(site)
    return fetching.login(site, credentials) if credentials else None
