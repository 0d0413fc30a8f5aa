"""What is looked for in the quarantine, and what there is of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

from psycopg2.extensions import connection
from pydantic import BaseModel, ConfigDict, Field, model_validator

from dropwire.load.quarantine import Entry, Filter
from dropwire.pages.shell import statements
from dropwire.pages.shell.chart import bars

_read = partial(statements.read, __package__)

PER_PAGE = 50
STAGES = ("collect", "read", "clean", "extract", "check")
STATES = ("open", "replayed", "waived", "closed", "read again", "any")
DAYS = 30


class Sought(BaseModel):
    """The query of the address: which entries are meant. Fields that a form sends empty do not restrict."""

    model_config = ConfigDict(frozen=True)

    rule: str | None = None
    stage: Literal["collect", "read", "clean", "extract", "check"] | None = None
    source: str | None = None
    day: date | None = None
    state: Literal["open", "replayed", "waived", "closed", "read again", "any"] = "open"
    text: str | None = None
    before: int | None = Field(default=None, ge=1, lt=2**63)
    """Only entries with lower numbers: the next page."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: dict[str, Any]) -> dict[str, Any]:
        told = {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in told.items() if value not in ("", None)}

    @property
    def filter(self) -> Filter:
        """The same for the warehouse."""
        state = None if self.state == "any" else self.state
        return Filter(None, self.day, self.source, self.rule, self.stage, state, self.text)

    @property
    def acts_on(self) -> dict[str, str | bool]:
        """The same for the DAG `quarantine`, whose acts are about open entries."""
        told = self.model_dump(mode="json", include={"rule", "stage", "source", "day", "text"}, exclude_none=True)
        return told or {"everything": True}

    def query(self, **changes: object) -> str:
        """The query of an address that differs in this; always of a first page unless `before` is given."""
        told = self.model_dump(mode="json", exclude_none=True, exclude={"before"}) | changes
        kept = {name: value for name, value in told.items() if value is not None and (name, value) != ("state", "open")}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def restricts(self) -> bool:
        """Whether anything is left out beside what is no longer open."""
        return "everything" not in self.acts_on


@dataclass(frozen=True, slots=True)
class ByRule:
    """What one rule set aside."""

    stage: str
    rule: str
    n_open: int
    n_ever: int
    last_day: date
    drawing: str
    """Entries a day, of the latest days."""


def by_rule(conn: connection, sought: Sought) -> list[ByRule]:
    """What is meant, whatever its rule and state, by rule; the most that is open first."""
    values = {name: getattr(sought, name) for name in ("day", "source", "stage", "text")}
    return [
        ByRule(stage, rule, n_open, n_ever, last, _drawn(rule, newest, on_days))
        for stage, rule, n_open, n_ever, last, newest, on_days in _read(conn, "by_rule", days=DAYS, **values)
    ]


def _drawn(rule: str, newest: date, on_days: dict[str, int]) -> str:
    days = [newest - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    told = ", ".join(f"{day}: {n}" for day, n in sorted(on_days.items()))
    return bars([(day, on_days.get(str(day), 0)) for day in days], f"{rule} {told}")


def n_open(conn: connection, sought: Sought) -> int:
    """Entries that an act on all that is meant would move."""
    values = {name: getattr(sought, name) for name in ("day", "source", "stage", "text", "rule")}
    return int(_read(conn, "n_open", **values)[0][0])


def titles(conn: connection, shown: Sequence[Entry]) -> dict[int, str]:
    """Headlines of the articles among these entries that are still staged, by number of entry."""
    return dict(_read(conn, "titles", ids=[one.reject_id for one in shown]))
