"""The expectations as data: `rules.toml`, read and held to a form."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field, ValidationError

from dropwire.config import Entry
from dropwire.errors import ConfigError

Severity = Literal["reject", "warn", "hold", "stop"]
Dataset = Literal["articles", "events", "mentions", "items", "load"]

DATASETS: Mapping[Dataset, tuple[str, ...]] = {
    "articles": ("item_id",),
    "events": ("item_id", "event_no"),
    "mentions": ("item_id", "event_no"),
    "items": ("item_id",),
    "load": (),
}
"""Datasets and the columns that name a row to be set aside: a bad sentence costs its event."""


class Rule(Entry):
    """One expectation and what follows when it does not hold."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    dataset: Dataset
    expectation: str = Field(pattern=r"^expect_[a-z_A-Z]+$")
    arguments: Mapping[str, Any] = Field(alias="with", default_factory=dict)
    severity: Severity
    min_rows: int = Field(default=0, ge=0)
    """Of fewer rows than this a share says nothing: the rule then holds."""
    waivable: bool = True
    """Whether a person may publish a row in spite of the rule; not where the warehouse could not take it."""
    reason: str = Field(min_length=10)


def load_rules(file: Traversable | None = None) -> tuple[Rule, ...]:
    """The rules of `file` (default: the project's own).

    Raises:
        ConfigError: an entry is not in the form the file's head describes, or a name stands twice.
    """
    source = file or files(__package__) / "rules.toml"
    try:
        entries = tomllib.loads(source.read_text(encoding="utf-8"))["rule"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ConfigError(f"{source.name}: {error}") from error
    rules = []
    for number, entry in enumerate(entries, start=1):
        try:
            rules.append(Rule.model_validate(entry))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise ConfigError(f"{source.name}: rule {number} ({entry.get('name')}), {where}: {first['msg']}") from error
    twice = [name for name, count in Counter(rule.name for rule in rules).items() if count > 1]
    if twice:
        raise ConfigError(f"{source.name}: rule {twice[0]} stands twice")
    return tuple(rules)
