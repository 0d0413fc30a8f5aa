"""`dropwire doctor`: what is well here, what is not, and what to do about it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from dropwire.doctor import Finding, Subject

MARKS = {"ok": ("ok  ", "green"), "warn": ("warn", "yellow"), "fail": ("FAIL", "bold red"), "skip": ("-   ", "dim")}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One finding a line, as JSON.")] = False) -> None:
    """Look over this installation; changes nothing. Exit code 1 when something fails, 0 with warnings."""
    from dropwire.doctor import examine

    console, levels = Console(highlight=False), []
    for finding in examine(subject()):
        levels.append(finding.level)
        if as_json:
            print(json.dumps(asdict(finding), ensure_ascii=False))
        else:
            _show(console, finding)
    if not as_json:
        console.print(f"\n{levels.count('fail')} to mend, {levels.count('warn')} to look at")
    raise typer.Exit(1 if "fail" in levels else 0)


def subject() -> Subject:
    """This installation: what the environment names, else what `make up` has started."""
    from dropwire.config import Settings
    from dropwire.doctor import Subject
    from dropwire.local.layout import Layout
    from dropwire.local.ports import HOST
    from dropwire.local.stack import Record, holder, running_urls

    layout, environ = Layout.from_env(), dict(os.environ)
    api = environ.get("AIRFLOW__CORE__EXECUTION_API_SERVER_URL")
    address = f"{(parts := urlsplit(api)).scheme}://{parts.netloc}" if api else None
    warehouse, metadata = layout.warehouse_url, layout.metadata_url
    if holder(layout) is not None:
        urls, record = running_urls(layout), Record.read(layout)
        warehouse, metadata, address = urls.loader, urls.metadata, f"http://{HOST}:{record.ui_port}"
    return Subject(
        layout, Settings.from_env(), datetime.now(UTC), environ, warehouse, metadata, address,
        environ.get("AIRFLOW__CELERY__BROKER_URL"),
    )  # fmt: skip


def _show(console: Console, finding: Finding) -> None:
    mark, style = MARKS[finding.level]
    console.print(Text.assemble((mark, style), f"  {finding.check:<11} {finding.what}"), soft_wrap=True)
    if finding.remedy:
        console.print(f"                  {finding.remedy}", soft_wrap=True)
