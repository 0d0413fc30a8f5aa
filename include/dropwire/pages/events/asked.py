"""What a person asks for: the page's address in words of the program."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

T = TypeVar("T")
Maybe = Annotated[T | None, BeforeValidator(lambda value: value or None)]
"""A field of a form, which a browser sends empty when nothing is chosen."""

Day = Annotated[date, Field(ge=date(1000, 1, 1), le=date(2999, 12, 31))]
Status = Literal[
    "happened", "asserted", "corroborated", "claimed", "disputed", "denied", "negated", "planned", "hypothetical", "any"
]
HAPPENED = ("asserted", "corroborated", "claimed")
Sort = Literal["newest", "oldest", "deadliest"]
BACK: dict[str, str] = {"newest": "oldest", "oldest": "newest", "deadliest": "mildest"}
"""The order in which a list is read backwards."""


class Asked(BaseModel):
    """A choice of events, as it stands in the address."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    first: Maybe[Day] = Field(None, alias="from")
    last: Maybe[Day] = Field(None, alias="to")
    span: Maybe[Literal["all", "undated"]] = None
    """Instead of days: whenever it was, or what has no date at all."""
    place: str = Field("", max_length=120)
    km: int = Field(50, ge=1, le=2000)
    at: Maybe[UUID] = None
    """One place of the warehouse and nothing around it."""
    box: str = Field("", max_length=80)
    """West, south, east and north in degrees: what a map shows."""
    country: str = Field("", max_length=80)
    admin1: str = Field("", max_length=80)
    type: str = Field("", max_length=80)
    """A type, or the family of types before its dot."""
    actor: str = Field("", max_length=120)
    source: str = Field("", max_length=200)
    status: Status = "happened"
    deaths: Maybe[int] = Field(None, ge=0, le=10_000_000)
    sort: Sort = "newest"
    before: str = Field("", max_length=80)
    """The row this page of the list goes on from."""
    after: str = Field("", max_length=80)

    @field_validator("place", "country", "admin1", "type", "actor", "source")
    @classmethod
    def _plain(cls, text: str) -> str:
        return text.replace("\0", "").strip()

    @field_validator("km", mode="before")
    @classmethod
    def _near(cls, km: object) -> object:
        return km or 50

    @property
    def narrowed(self) -> bool:
        """Whether anything but the days narrows it."""
        return bool(self.link(first=None, last=None, span=None, sort="newest") != "?")

    @property
    def in_detail(self) -> bool:
        """Whether one of the fields is used that stand behind others."""
        return bool(self.admin1 or self.source or self.deaths is not None or self.status != "happened" or self.actor)

    @property
    def view(self) -> tuple[float, float, float, float] | None:
        """The box in numbers; None where there is none or it cannot be read."""
        return degrees(self.box)

    def link(self, **changes: object) -> str:
        """The query of this choice with other values; the list begins anew."""
        plain = self.model_copy(update={"before": "", "after": "", **changes})
        told = plain.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        told = {name: value for name, value in told.items() if value not in (None, "")}
        return "?" + urlencode(told) if told else "?"


def degrees(text: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    good = -360 <= west < east <= 360 and -90 <= south < north <= 90
    return (west, south, east, north) if good else None


def cursor_of(text: str) -> tuple[str, date, UUID] | None:
    """The row a page of the list goes on from: its figure, last day and id. None where that cannot be read."""
    try:
        figure, day, number = text.split(",")
        return str(int(figure)), date.fromisoformat(day), UUID(number)
    except ValueError:
        return None
