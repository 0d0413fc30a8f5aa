"""The words of the engine's grammar: triggers, small words beside them, cues of factuality, weapons.

Four tables, one matcher layer: where two readings compete, the longer wins ("nhằm vào" is a target, "nhằm" an aim).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dropwire.extract.vocabulary.languages import READ_IN, ROWS
from dropwire.extract.vocabulary.tables import Row, read_table

FRAMES = ("active", "passive", "noun", "clash", "fall", "lose", "suffer", "self")
NEEDS = (
    "place", "armed", "side", "weapon", "figure", "toll", "bomb", "aircraft", "arms", "expel", "heavy", "flown", "site",
    "held", "crowd", "fired", "doer", "means", "blast", "men",
    "war",
)  # fmt: skip
ACTS = (
    "capture", "hold", "regain", "fall", "lose", "attack", "clash", "repel", "kill", "eliminate", "massacre",
    "airstrike", "shell", "strike", "shootdown", "blast", "suicide", "grenade", "chemical", "abduct", "sexual",
    "protest", "riot", "mob", "arrest", "withdraw", "advance", "agreement", "seize_arms", "defuse", "burn", "base",
    "transfer", "arms_transfer", "talks", "close",
)  # fmt: skip
ROLES = (
    "passive", "by", "of", "target", "from", "into", "against", "between", "and", "with", "backed", "backer", "sub",
    "after", "before", "but", "result", "that", "who", "light", "suffered", "past", "origin", "near", "far",
    "responsible", "site", "civil", "base", "this", "guise", "mask",
)  # fmt: skip
EFFECTS = (
    "denied", "planned", "ordered", "agreed", "negated", "hypothetical", "aim", "name", "state", "habit", "backref",
    "history", "cumulative", "rumour", "claimed", "accused", "opinion", "disaster",
    "broken", "staged", "recalled", "stop", "crime",
)  # fmt: skip
SCOPES = ("right", "far", "left", "next", "sentence", "article")
WEAPON_CLASSES = ("air", "artillery", "ied", "suicide", "grenade", "chemical", "arms", "blade")

GRAMMAR_LAYER = dict.fromkeys(("trigger", "marker", "cue"), "grammar")
"""Kinds that compete for the same words, for the matcher."""

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event: what is done and where its sides stand."""

    act: str
    frame: str
    needs: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A small word: the part played by what stands beside it."""

    role: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that bears on whether a thing happened."""

    effect: str
    scope: str
    line: int


@dataclass(frozen=True, slots=True)
class Weapon:
    """A means of harm: its class decides an explosion's type."""

    kind: str
    name: str


Pattern = tuple[str, str, object]
Kind = Literal["trigger", "marker", "cue", "weapon"]


def expand(pattern: str) -> Iterator[str]:
    """All spellings of a pattern with braces: `a{b,c,}` gives ab, ac, a."""
    braces = _BRACES.search(pattern)
    if braces is None:
        yield " ".join(pattern.split())
        return
    for choice in braces[1].split(","):
        yield from expand(pattern[: braces.start()] + choice + pattern[braces.end() :])


def load_grammar(folder: Path, lang: str) -> list[Pattern]:
    """The patterns of one language, for the matcher.

    Raises:
        ConfigError: a table is missing or a line does not fit.
    """
    return [
        *_patterns(folder / "triggers.tsv", ("act", "frame", "patterns", "example"), lang, "trigger"),
        *_patterns(folder / "markers.tsv", ("role", "patterns", "example"), lang, "marker"),
        *_patterns(folder / "factuality.tsv", ("effect", "scope", "patterns", "example"), lang, "cue"),
        *_patterns(folder / "weapons.tsv", ("class", "name", "patterns", "example"), lang, "weapon"),
    ]


def _patterns(path: Path, required: tuple[str, ...], lang: str, kind: Kind) -> Iterator[Pattern]:
    for row in read_table(path, ("lang", *required), ("needs", "counter_example")):
        entry = _entry(row, kind)
        if row.choice("lang", tuple(READ_IN)) not in ROWS[lang]:
            continue
        for pattern in row.many("patterns"):
            for spelling in expand(pattern):
                yield spelling, kind, entry


def _entry(row: Row, kind: Kind) -> object:
    if kind == "trigger":
        needs = tuple(row["needs"].split())
        for need in needs:
            if need not in NEEDS:
                raise row.error(f"needs is {need!r}; write one of {', '.join(NEEDS)}")
        return Trigger(row.choice("act", ACTS), row.choice("frame", FRAMES), needs, row.line)
    if kind == "marker":
        return Marker(row.choice("role", ROLES))
    if kind == "cue":
        return Cue(row.choice("effect", EFFECTS), row.choice("scope", SCOPES), row.line)
    return Weapon(row.choice("class", WEAPON_CLASSES), row["name"])
