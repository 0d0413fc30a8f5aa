"""Residue rules: what is furniture, as analysts keep it in `lexicon/residue.tsv`.

Scopes: `line` the whole line · `start` a line that begins so · `list` the same, and headlines right below go with it ·
`rest` the same, and all that follows · `has` a line with one of these phrases (plain text, parted by ` | `) ·
`lead`, `end`, `inline` a stretch at the start, at the end or anywhere. Patterns are matched against lower-cased text.
A rule with dates holds for articles of that time only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import ahocorasick_rs
import regex

from dropwire.article import REMOVED_KINDS
from dropwire.clean.anchors import Anchors, load_anchors
from dropwire.clean.language import Telling, load_telling
from dropwire.clean.outlets import Outlets, load_outlets
from dropwire.clean.tables import read_table
from dropwire.errors import ConfigError

LINE_SCOPES = ("line", "start", "list", "rest")
CUT_SCOPES = ("lead", "end", "inline")
_SCOPES = (*LINE_SCOPES, "has", *CUT_SCOPES)
_SHORT = 130
"""Rules that can begin with any character are tried on lines up to this long."""
_HAS_SIZE = 240
_BEGINNING = 3
"""Characters of a line that choose the rules it is tried against."""
_NO_CUE = "\u4e00"
"""A letter that no rule spells: only rules that any letter can begin take it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the lexicon."""

    kind: str
    language: str
    scope: str
    pattern: str
    valid_from: str
    valid_until: str
    example: str
    counter_example: str
    row: int

    def holds(self, day: str | None) -> bool:
        """Whether the rule holds for an article of that ISO day; an unknown day lets every rule hold."""
        return not day or (
            (not self.valid_from or self.valid_from <= day) and (not self.valid_until or day <= self.valid_until)
        )


class Choice:
    """Several rules as one pattern. Groups would hide from `re` how each begins, so the rule is found after a hit."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [(rule, re.compile(rule.pattern)) for rule in rules]
        pattern = re.compile("|".join(f"(?:{rule.pattern})" for rule in rules) or r"(?!)")
        self.match, self.search, self.finditer = pattern.match, pattern.search, pattern.finditer

    def rule_at(self, low: str, at: int) -> Rule:
        """The first rule that matches there."""
        return next(rule for rule, pattern in self._rules if pattern.match(low, at))


class Openings:
    """The rules for whole lines by how a line begins, so that it is tried against a few of them instead of all."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        beginnings = [regex.compile(rule.pattern) for rule in rules]
        broad = [bool(beginning.match(_NO_CUE, partial=True)) for beginning in beginnings]
        tried = [(rule, re.compile(rule.pattern)) for rule in rules]
        self._narrow = [(b, one) for b, one, any_start in zip(beginnings, tried, broad, strict=True) if not any_start]
        self._broad = [one for one, any_start in zip(tried, broad, strict=True) if any_start]
        self._known = lru_cache(maxsize=8192)(self._fitting)

    def match(self, low: str) -> Rule | None:
        """The first rule that a lower-cased line matches."""
        for rule, pattern in self._known(low[:_BEGINNING], len(low) <= _SHORT):
            if pattern.match(low):
                return rule
        return None

    def _fitting(self, beginning: str, short: bool) -> list[tuple[Rule, re.Pattern[str]]]:
        """The rules that a line which begins so can match."""
        narrow = [one for pattern, one in self._narrow if pattern.match(beginning, partial=True)]
        return [*narrow, *self._broad] if short else narrow


@dataclass(frozen=True)
class RuleSet:
    """The rules that hold at one time, compiled: one alternation a scope."""

    rules: tuple[Rule, ...]

    @cached_property
    def _openings(self) -> Openings:
        return Openings([rule for rule in self.rules if rule.scope in LINE_SCOPES])

    @cached_property
    def cuts(self) -> Mapping[str, Choice]:
        """Scope to the rules that cut stretches."""
        found = {scope: [r for r in self.rules if r.scope == scope] for scope in CUT_SCOPES}
        return {scope: Choice(rules) for scope, rules in found.items() if rules}

    @cached_property
    def _phrases(self) -> tuple[tuple[str, Rule], ...]:
        found = [(rule, phrase) for rule in self.rules if rule.scope == "has" for phrase in rule.pattern.split(" | ")]
        return tuple((phrase, rule) for rule, phrase in found)

    @cached_property
    def _phrase_finder(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([phrase for phrase, _ in self._phrases])

    def phrases_in(self, low: str) -> tuple[tuple[str, Rule], ...]:
        """The phrases of `has` rules that a whole text holds: what its lines need be searched for."""
        found = {index for index, _, _ in self._phrase_finder.find_matches_as_indexes(low, overlapping=True)}
        return tuple(self._phrases[index] for index in sorted(found))

    def match(self, low: str, phrases: tuple[tuple[str, Rule], ...] | None = None) -> Rule | None:
        """The rule for a whole line, given in lower case; `phrases` as `phrases_in` gave them for its text."""
        if rule := self._openings.match(low):
            return rule
        if len(low) > _HAS_SIZE:
            return None
        return next((rule for phrase, rule in (self._phrases if phrases is None else phrases) if phrase in low), None)


_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Bars:
    """The words of buttons, counters and menus (`buttons.tsv`)."""

    pattern: re.Pattern[str]
    words: frozenset[str]
    """All words of the phrases: most lines hold another one."""

    def match(self, low: str) -> bool:
        """Whether a lower-cased line is made of nothing else."""
        return all(word[0] in self.words for word in _WORD.finditer(low)) and bool(self.pattern.match(low))


@dataclass(frozen=True)
class Rules:
    """Everything cleaning reads from the lexicon folder."""

    residue: tuple[Rule, ...]
    bars: Bars
    pairs: frozenset[str]
    """Names of countries and sides, lower-cased: before a dash they are one of two, not a dateline's place."""
    anchors: Anchors
    outlets: Outlets
    telling: Telling
    _sets: dict[frozenset[int], RuleSet] = field(default_factory=dict, repr=False, compare=False)

    def at(self, day: str | None) -> RuleSet:
        """The rules that held on an ISO day."""
        expired = frozenset(rule.row for rule in self._dated if not rule.holds(day))
        if expired not in self._sets:
            self._sets[expired] = RuleSet(tuple(rule for rule in self.residue if rule.row not in expired))
        return self._sets[expired]

    @cached_property
    def _dated(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.residue if rule.valid_from or rule.valid_until)


def load_rules(folder: Path) -> Rules:
    """Read the lexicons of cleaning; cache what this gives.

    Raises:
        ConfigError: a file is missing or a row is wrong.
    """
    return Rules(
        tuple(_read_residue(folder / "residue.tsv")),
        _read_bars(folder / "buttons.tsv"),
        _read_pairs(folder / "countries.tsv"),
        load_anchors(folder / "anchors.tsv", folder / "roles.tsv"),
        load_outlets(folder / "outlets.tsv"),
        load_telling(folder / "malay_indonesian.tsv"),
    )


def _read_residue(path: Path) -> Iterator[Rule]:
    for number, row in read_table(path):
        try:
            rule = Rule(**row, row=number)
            re.compile(rule.pattern)
            regex.compile(rule.pattern)
        except (TypeError, re.error, regex.error) as error:
            raise ConfigError(f"{path}:{number}: {error}") from error
        if rule.kind not in REMOVED_KINDS:
            raise ConfigError(f"{path}:{number}: kind `{rule.kind}` is none of {', '.join(REMOVED_KINDS)}")
        if rule.scope not in _SCOPES:
            raise ConfigError(f"{path}:{number}: scope `{rule.scope}` is none of {', '.join(_SCOPES)}")
        if not rule.example or not rule.counter_example:
            raise ConfigError(f"{path}:{number}: give an example the rule fits and a counter-example it does not")
        yield rule


def _read_bars(path: Path) -> Bars:
    phrases = sorted({row["phrase"] for _, row in read_table(path)}, key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    pattern = re.compile(rf"(?=.*[^\W\d_])(?>(?>{words})(?!\w)|[\d.,]+[km]?(?!\w)|[^\w\s]|\s)++$")
    return Bars(pattern, frozenset(["k", "m", *(word for phrase in phrases for word in _WORD.findall(phrase))]))


_SIDES = frozenset(
    [
        "is",
        "isis",
        "isil",
        "hts",
        "sdf",
        "ypg",
        "pkk",
        "fsa",
        "saa",
        "lna",
        "gna",
        "rsf",
        "tplf",
        "m23",
        "nato",
        "eu",
        "un",
        "lhq",
        "pbb",
        "as",
        "us",
        "usa",
        "uk",
        "eaeu",
        "brics",
        "asean",
        "opec",
    ]
)


def _read_pairs(path: Path) -> frozenset[str]:
    names = set(_SIDES)
    for _, row in read_table(path):
        for column in ("name", "vi", "id", "en", "demonyms"):
            names.update(name.strip().lower() for name in row.get(column, "").split("|"))
    return frozenset(names - {""})
