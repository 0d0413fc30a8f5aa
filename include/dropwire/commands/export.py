"""`dropwire export`: published rows into a file."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dropwire.commands.options import day_option
from dropwire.errors import ConfigError


class Dataset(StrEnum):
    """What is written, a row for each."""

    articles = "articles"
    events = "events"
    mentions = "mentions"
    acled = "acled"


class Form(StrEnum):
    """How it is written."""

    parquet = "parquet"
    csv = "csv"


def export(
    dataset: Annotated[
        Dataset,
        typer.Argument(help="articles; events; mentions (sentences behind events); acled (events as ACLED has them)."),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File to write; one that is there is replaced.")],
    form: Annotated[Form | None, typer.Option("--format", help="Else by the ending of OUT.")] = None,
    first: Annotated[datetime | None, day_option("--from", "First day of events, or of publication.")] = None,
    last: Annotated[datetime | None, day_option("--to", "Last day, included.")] = None,
) -> None:
    """Write published rows to a Parquet file (for programs) or a CSV file (for spreadsheets, safe from formulas)."""
    from dropwire.commands.warehouse import connected
    from dropwire.load import export as write

    chosen = form or next((kind for kind in Form if out.suffix.lower() == f".{kind}"), None)
    if chosen is None:
        raise ConfigError(f"{out}: say --format parquet or --format csv, or give the file that ending")
    days = [day.date() if day else None for day in (first, last)]
    with connected() as conn:
        rows = write(conn, dataset.value, out, form=chosen.value, first=days[0], last=days[1])
    print(f"{rows} {dataset.value} in {out}")
