"""`dropwire alerts`: what is open, whether messages get through, and silence about what is known."""

from __future__ import annotations

import getpass
import json
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dropwire.config import Settings
from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from dropwire.alert import Alert

app = typer.Typer(no_args_is_help=True, help="Alerts: list, test, mute.")


@app.command("list")
def show() -> None:
    """Show open alerts, the gravest first, and channels that do not take messages."""
    from dropwire import alert
    from dropwire.commands.warehouse import connected

    with connected() as conn:
        found, troubles = alert.open_alerts(conn), alert.troubles(conn)
    console = Console()
    console.print(_table(found) if found else "Nothing is wrong: no alert is open.")
    for channel, n, reason in troubles:
        console.print(Text(f"{channel} has not taken {n} of its messages: {reason}", "red"))


@app.command()
def test(
    channel: Annotated[str | None, typer.Argument(help="Only this channel; else every one.")] = None,
) -> None:
    """Send a sample to each channel of alerts.yaml and say how it went."""
    from dropwire.alerting import office, sample

    settings = Settings.from_env()
    desk = office(settings, connection_url=_from_environment)
    if desk.problem:
        raise ConfigError(desk.problem)
    names = [name for name in desk.settings.channels if channel in (None, name)]
    if not names:
        raise ConfigError(f"{settings.alerts}: there is no channel `{channel}`")
    failed = False
    for name in names:
        how = desk.settings.channels[name]
        if desk.address_of(name) is None:
            place = f"{how.variable} is not set" if how.variable else f"connection {how.connection} is not set here"
            print(f"{name}: not set up ({place})")
            continue
        reason = sample(desk, name, datetime.now(UTC))
        print(f"{name}: {'FAILED, ' + reason if reason else 'sent; look whether it arrived'}")
        failed |= bool(reason)
    raise typer.Exit(failed)


@app.command()
def mute(
    number: Annotated[int, typer.Argument(help="Number of the alert, as `list` shows it.")],
    by: Annotated[str, typer.Option("--by", help="Who decides.", default_factory=getpass.getuser)],
    days: Annotated[float, typer.Option("--days", min=0, help="For so long; 0: no longer.")] = 7,
) -> None:
    """Send nothing about this trouble, nor about its return, for some days."""
    from dropwire import alert
    from dropwire.commands.warehouse import connected

    until = datetime.now(UTC) + timedelta(days=days)
    with connected() as conn:
        found = alert.mute(conn, number, until, by)
    print(f"{number} ({found.title}) is {'muted until ' + until.strftime('%Y-%m-%d %H:%M') if days else 'told again'}")


def _from_environment(connection: str) -> str | None:
    """Of an Airflow connection given as JSON in the environment; others only Airflow knows."""
    try:
        extra = json.loads(os.environ.get(f"AIRFLOW_CONN_{connection.upper()}", ""))["extra"]
        return str((json.loads(extra) if isinstance(extra, str) else extra)["url"])
    except (ValueError, KeyError, TypeError):
        return None


def _table(found: list[Alert]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("number", "severity", "alert", "since", "last seen", "told", "muted until"):
        table.add_column(name, justify="right" if name == "number" else "left", overflow="fold")
    colours = {"critical": "bold red", "warning": "yellow", "info": "dim"}
    for one in found:
        text = Text(one.title, "bold")
        text.append(f"\n{one.what}", "not bold")
        text.append(f"\n{one.cause}", "not bold dim")
        table.add_row(
            str(one.alert_id), Text(one.severity, colours[one.severity]), text, str(one.since_day),
            f"{one.seen_at:%Y-%m-%d %H:%M}", f"{one.notified_at:%Y-%m-%d %H:%M}" if one.notified_at else "no",
            f"{one.muted_until:%Y-%m-%d} by {one.muted_by}" if one.is_muted else "",
        )  # fmt: skip
    return table
