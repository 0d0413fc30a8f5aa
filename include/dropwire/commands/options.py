"""Options that several commands have."""

from __future__ import annotations

import typer


def day_option(name: str, help_: str) -> typer.models.OptionInfo:
    """A day, written 2017-11-06."""
    info: typer.models.OptionInfo = typer.Option(name, formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help=help_)
    return info
