"""What the doctor looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dropwire.config import Settings
from dropwire.local.layout import Layout

Level = Literal["ok", "warn", "fail", "skip"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `remedy` says what to do unless all is well."""

    check: str
    level: Level
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """An installation. What is None is not there to be looked at: those checks are skipped."""

    layout: Layout
    settings: Settings
    now: datetime
    environ: Mapping[str, str] = field(default_factory=dict)
    warehouse_url: str | None = None
    metadata_url: str | None = None
    airflow_address: str | None = None
    queue_url: str | None = None
    why_skipped: str = "the stack is down: `make up`"
