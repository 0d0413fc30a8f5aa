"""`sources.yaml`: what single sources need beside the general rules, checked and ready for reading and cleaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import regex
import yaml
from pydantic import AfterValidator, Field, model_validator

from dropwire.article import RawItem
from dropwire.clean import OwnRules, OwnSource
from dropwire.clean.lines import lower
from dropwire.clean.own import host_of, key
from dropwire.clean.rules import LINE_SCOPES, Rule, RuleSet
from dropwire.config import Entry, zone
from dropwire.errors import ConfigError
from dropwire.fetch.settings import FetchRules
from dropwire.read.settings import DEFAULT_FIELDS
from dropwire.yamlfile import line_at, read_yaml

_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+")
_ROWS = 1_000_000
"""Added to the line of a rule, so that it is never taken for a row of the lexicon."""

Kind = Literal[
    "prefix", "markup", "dateline", "credit", "caption", "share", "navigation", "related", "advert", "signoff",
    "duplicate", "comment_box",
]  # fmt: skip
Scope = Literal["line", "start", "list", "rest", "has", "lead", "end", "inline"]
Day = date | None


def _domain(name: str) -> str:
    if not _DOMAIN.fullmatch(name):
        raise ValueError(
            f"`{name}` is no domain; write it in small letters without `www.` and path, such as tin.example"
        )
    return name.removeprefix("www.")


class OwnRule(Entry):
    """What is furniture at this source; kinds, scopes and patterns as in `lexicon/residue.tsv`."""

    kind: Kind
    scope: Scope
    pattern: str = Field(min_length=1)
    """Matched against the text in small letters."""
    example: str = Field(min_length=1)
    counter_example: str = Field(min_length=1)
    valid_from: Day = None
    valid_until: Day = None
    first_seen: Day = None
    """When it was first noticed; says nothing about when it holds."""

    @model_validator(mode="after")
    def _check(self) -> OwnRule:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("`valid_until` is before `valid_from`")
        try:
            rule = self.as_rule(0)
            fits, other = fires(rule, self.example), fires(rule, self.counter_example)
        except (re.error, regex.error) as error:
            raise ValueError(f"the pattern is no regular expression: {error}") from None
        if not fits:
            raise ValueError("the rule does not fit its example")
        if other:
            raise ValueError("the rule fits its counter-example, too")
        return self

    def as_rule(self, line: int) -> Rule:
        """The rule as cleaning reads it; `line` is where it stands in the file."""
        start, end = (day.isoformat() if day else "" for day in (self.valid_from, self.valid_until))
        return Rule(
            self.kind, "", self.scope, self.pattern, start, end, self.example, self.counter_example, _ROWS + line
        )


class Source(Entry):
    """One source."""

    name: str = Field(min_length=2)
    names: tuple[str, ...] = ()
    """Other spellings in bylines, datelines and records."""
    domains: tuple[Annotated[str, AfterValidator(_domain)], ...] = ()
    """Subdomains are meant, too."""
    languages: tuple[Annotated[str, Field(pattern="^[a-z]{2}$")], ...] = ()
    """ISO 639-1; the first decides where a text leaves its language open."""
    timezone: Annotated[str, AfterValidator(zone)] | None = None
    """The day of a time stamp in another zone is told by this one."""
    first_seen: Day = None
    online_since: Day = None
    """Before this day the source did not exist, so no article of it can be older."""
    fields: Mapping[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Our name of a field to the name it goes by in this source's records; dots descend."""
    rules: tuple[OwnRule, ...] = ()
    fetch: FetchRules | None = None
    """Where it is fetched from; without it, it is not."""

    @model_validator(mode="after")
    def _check(self) -> Source:
        unknown = sorted(set(self.fields) - set(DEFAULT_FIELDS))
        if unknown:
            raise ValueError(f"`{unknown[0]}` is no field of ours; they are {', '.join(DEFAULT_FIELDS)}")
        return self


class _File(Entry):
    sources: tuple[Source, ...]


class Sources:
    """The sources of a file."""

    def __init__(self, entries: Sequence[Source], lines: Mapping[tuple[int, int], int], path: Path | None) -> None:
        self.path = path
        self.entries = tuple(entries)
        self._own = [
            OwnSource(
                source.name,
                frozenset(map(key, (source.name, *source.names, *source.domains))),
                tuple(rule.as_rule(lines[number, n]) for n, rule in enumerate(source.rules)),
                source.languages,
            )
            for number, source in enumerate(entries)
        ]
        self._zones = {
            name: ZoneInfo(source.timezone)
            for own, source in zip(self._own, entries, strict=True)
            if source.timezone
            for name in own.keys
        }

    @property
    def fields(self) -> dict[str, Mapping[str, str | Sequence[str]]]:
        """For `ReadSettings`: name or domain to the names of its fields."""
        return {
            name.lower(): source.fields
            for source in self.entries
            if source.fields
            for name in (source.name, *source.names, *source.domains)
        }

    @property
    def own(self) -> OwnRules:
        """For `clean`: the sources with rules or a language of their own."""
        return OwnRules(tuple(source for source in self._own if source.rules or source.languages))

    @property
    def expectations(self) -> list[dict[str, object]]:
        """For `check`: what articles of a source should look like; names in small letters."""
        return [
            {
                "names": [name.casefold() for name in (source.name, *source.names)],
                "domains": source.domains,
                "languages": source.languages or None,
                "online_since": source.online_since and source.online_since.isoformat(),
            }
            for source in self.entries
            if source.languages or source.online_since
        ]

    def forced(self, name: str) -> OwnRules:
        """As `own`, with this source's rules for every article.

        Raises:
            ConfigError: there is no such source.
        """
        return OwnRules(forced=self._own[self._number(name)])

    def named(self, name: str) -> Source:
        """The source of this name or domain.

        Raises:
            ConfigError: there is no such source.
        """
        return self.entries[self._number(name)]

    def _number(self, name: str) -> int:
        found = next((number for number, source in enumerate(self._own) if key(name) in source.keys), None)
        if found is None:
            raise ConfigError(f"{self.path}: there is no source `{name}`")
        return found

    def localised(self, item: RawItem) -> RawItem:
        """The item with its stated time of publication told in its source's zone."""
        stated = item.meta.get("published", "")
        if not self._zones or not stated:
            return item
        hosts = host_of(item.meta.get("url")).split(".")
        names = [item.meta.get("source", ""), *(".".join(hosts[n:]) for n in range(len(hosts)))]
        zone = next((self._zones[key(name)] for name in names if name and key(name) in self._zones), None)
        moment = _moment(stated) if zone else None
        if moment is None or moment.tzinfo is None:
            return item
        return replace(item, meta={**item.meta, "published": moment.astimezone(zone).isoformat()})


def load_sources(path: Path) -> Sources:
    """Read `sources.yaml`.

    Raises:
        ConfigError: it is missing, no YAML, or an entry is wrong; the message names file and line.
    """
    content, root = read_yaml(path, _File)
    entries = content.sources
    _refuse_shared(entries, root, path)
    lines = {
        (n, m): line_at(root, ("sources", n, "rules", m))
        for n, source in enumerate(entries)
        for m in range(len(source.rules))
    }
    return Sources(entries, lines, path)


def fires(rule: Rule, text: str) -> bool:
    """Whether a rule alone fits a line."""
    own = RuleSet((rule,))
    if rule.scope in (*LINE_SCOPES, "has"):
        return own.match(lower(text)) is rule
    pattern = own.cuts[rule.scope]
    return bool(pattern.match(lower(text)) if rule.scope == "lead" else pattern.search(lower(text)))


def line_of(rule: Rule) -> int:
    """Where a source's rule stands in the file."""
    return rule.row - _ROWS


def _refuse_shared(entries: Sequence[Source], root: yaml.Node | None, path: Path) -> None:
    owners: dict[str, int] = {}
    for number, source in enumerate(entries):
        for name in (source.name, *source.names, *source.domains):
            first = owners.setdefault(key(name), number)
            if first != number:
                line = line_at(root, ("sources", number))
                raise ConfigError(f"{path}:{line}: `{name}` already stands for {entries[first].name}")


def _moment(stated: str) -> datetime | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(stated.strip())
        except (ValueError, TypeError, IndexError):
            continue
    return None
