"""What the readers of the formats hand on, before it is numbered and named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dropwire.article import Form
from dropwire.errors import BadItem


@dataclass(frozen=True, slots=True)
class Draft:
    """An article found in a file."""

    text: str
    form: Form
    meta: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    """The file is this one article."""


Found = Iterator[Draft | BadItem]
"""Articles and refused items in their order; `BadItem` raised instead of yielded ends the file."""


def refuse(rule: str, reason: str) -> BadItem:
    """A refusal by this step."""
    return BadItem("read", rule, reason)
