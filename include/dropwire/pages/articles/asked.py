"""What a person asks for: the page's address in words of the program."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

T = TypeVar("T")
Maybe = Annotated[T | None, BeforeValidator(lambda value: value or None)]
"""A field of a form, which a browser sends empty when nothing is chosen."""


class Asked(BaseModel):
    """A search, as it stands in the address."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    q: str = Field("", max_length=400)
    """Words, or the number of an article, or the name of a drop."""
    source: str = Field("", max_length=200)
    lang: Maybe[str] = Field(None, max_length=8)
    first: Maybe[date] = Field(None, alias="from")
    last: Maybe[date] = Field(None, alias="to")
    events: Maybe[Literal["yes", "no"]] = None
    copies: bool = False
    load: Maybe[int] = Field(None, ge=1, lt=1 << 62)
    day: Maybe[date] = None
    story: Maybe[UUID] = None
    file: str = Field("", max_length=1000)
    sort: Literal["best", "newest"] = "best"
    skip: int = Field(0, ge=0, le=1000)
    """Of found words: hits before this page."""
    before: str = Field("", max_length=60)
    """Without words: the row this page goes on from, `2017-11-06,<id>`."""
    after: str = Field("", max_length=60)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows it."""
        return any((self.source, self.lang, self.first, self.last, self.events, self.load, self.day, self.story,
                    self.file))  # fmt: skip

    @property
    def in_detail(self) -> bool:
        """Whether one of the fields is used that stand behind others."""
        return any((self.events, self.copies, self.load, self.day))

    def link(self, **changes: object) -> str:
        """The query of this search with other values; pages are counted anew."""
        told = self.model_dump(by_alias=True, exclude={"skip", "before", "after"}) | {
            {"first": "from", "last": "to"}.get(name, name): value for name, value in changes.items()
        }
        told = {name: "1" if value is True else value for name, value in told.items() if value}
        if told.get("sort") == "best":
            del told["sort"]
        return "?" + urlencode(told) if told else "?"


def cursor_of(text: str) -> tuple[date, UUID] | None:
    """The row a page goes on from; None where that cannot be read."""
    day, _, number = text.partition(",")
    try:
        return date.fromisoformat(day), UUID(number)
    except ValueError:
        return None
