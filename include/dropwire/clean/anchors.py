"""What dates a text by what it names: offices held, groups that existed, known happenings (`lexicon/anchors.tsv`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ahocorasick_rs

from dropwire.clean.tables import read_table
from dropwire.errors import ConfigError

_FORMER = re.compile(
    r"\b(?:cựu|nguyên|mantan|bekas|eks|former|ex|late|cố|mendiang|mệnh danh|tiền nhiệm|ousted|bị lật đổ|terguling)\b"
)
_KINDS = ("office", "group", "happening", "era")
_ROLE_WINDOW = 60
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One row: a name and when it holds."""

    kind: str
    name: str
    role: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Found:
    """What a text names: for each name the times that allow it, and happenings by day."""

    spans: dict[tuple[str, str], list[tuple[date, date]]]
    """(kind, name) to the intervals in which it held."""
    happenings: list[tuple[str, date]]
    eras: dict[str, list[tuple[date, date]]]
    """Name to the times news that name it are most likely from."""


class Anchors:
    """The lexicon, ready to be matched in one pass."""

    def __init__(self, rows: list[Anchor], roles: Mapping[str, re.Pattern[str]]) -> None:
        by_name: dict[str, list[Anchor]] = defaultdict(list)
        for row in rows:
            by_name[row.name].append(row)
        self._roles = roles
        self.horizon = date(max((row.start.year for row in rows), default=LAST.year), 12, 31)
        """The end of the last year the lexicon knows of: no article is taken to be younger when no arrival is given."""
        self._rows = list(by_name.values())
        self._matcher = ahocorasick_rs.AhoCorasick([name.lower() for name in by_name]) if by_name else None

    def find(self, text: str, low: str) -> Found:
        """The anchors a text names; `low` is the text in lower case, of the same length."""
        spans: dict[tuple[str, str], list[tuple[date, date]]] = {}
        happenings: dict[tuple[str, date], None] = {}
        eras: dict[str, list[tuple[date, date]]] = {}
        matches = self._matcher.find_matches_as_indexes(low, overlapping=True) if self._matcher else []
        for index, start, end in matches:
            if not _whole_name(text, start, end):
                continue
            for anchor in self._rows[index]:
                if anchor.kind == "happening":
                    happenings[anchor.name, anchor.start] = None
                elif anchor.kind == "era":
                    eras[anchor.name] = [(row.start, row.end) for row in self._rows[index] if row.kind == "era"]
                elif anchor.kind == "group" or _in_office(low, start, end, self._roles.get(anchor.role)):
                    key = (anchor.kind, anchor.name)
                    if (anchor.start, anchor.end) not in spans.setdefault(key, []):
                        spans[key].append((anchor.start, anchor.end))
        return Found(spans, list(happenings), eras)


def load_roles(path: Path) -> dict[str, re.Pattern[str]]:
    """Read `roles.tsv`: role to the words for it; `any` stands for all of them.

    Raises:
        ConfigError: words that are no regular expression.
    """
    words: dict[str, str] = {}
    for number, row in read_table(path):
        try:
            re.compile(row["words"])
        except re.error as error:
            raise ConfigError(f"{path}:{number}: {error}") from error
        words[row["role"]] = row["words"]
    words["any"] = "|".join(words.values())
    return {role: re.compile(rf"\b(?:{found})\b") for role, found in words.items()}


def load_anchors(path: Path, roles_path: Path) -> Anchors:
    """Read `anchors.tsv` and `roles.tsv`.

    Raises:
        ConfigError: a row is wrong.
    """
    roles = load_roles(roles_path)
    rows = []
    for number, row in read_table(path):
        if row["kind"] not in _KINDS:
            raise ConfigError(f"{path}:{number}: kind `{row['kind']}` is none of {', '.join(_KINDS)}")
        if row["kind"] == "office" and row["role"] not in {*roles, "none"}:
            raise ConfigError(f"{path}:{number}: role `{row['role']}` is none of {', '.join(roles)}")
        try:
            start = date.fromisoformat(row["from"]) if row["from"] else FIRST
            end = date.fromisoformat(row["until"]) if row["until"] else LAST
        except ValueError as error:
            raise ConfigError(f"{path}:{number}: {error}; write days as 2017-11-06") from error
        if any(name == name.lower() for name in row["names"].split("|")):
            raise ConfigError(f"{path}:{number}: write each name with its capitals; one without would match any word")
        if end < start:
            raise ConfigError(f"{path}:{number}: `until` is before `from`")
        rows += [Anchor(row["kind"], name.strip(), row["role"], start, end) for name in row["names"].split("|")]
    return Anchors(rows, roles)


def _whole_name(text: str, start: int, end: int) -> bool:
    """Whether a match is a name of its own: no letters around it, and written with a capital where it has any."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    name = text[start:end]
    return not before.isalnum() and not after.isalnum() and name != name.lower()


def _in_office(low: str, start: int, end: int, role: re.Pattern[str] | None) -> bool:
    """Whether the role stands near the name and nothing says it is over."""
    before = low[max(0, start - _ROLE_WINDOW) : start]
    if role is None or _FORMER.search(before):
        return False
    return bool(role.search(before) or (low.startswith(",", end) and role.search(low, end, end + 30)))
