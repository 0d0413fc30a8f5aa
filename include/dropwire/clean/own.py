"""What is furniture at single sources: rules of their own, and lines learnt from the warehouse. Both are handed in.

An article is cleaned by the general rules first; that tells its source and its time. Where its source then has a rule
or a learnt line that fits, it is cleaned once more with them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dropwire.article import Article, Published
from dropwire.clean import zones
from dropwire.clean.lines import LONG, Line
from dropwire.clean.rules import Rule, Rules, RuleSet

FIRST, LAST = 3, 3
"""A learnt line is removed among the first (with the headline) and the last lines that are not learnt ones."""
_SURE = 0.8
"""Below this confidence of language the source's own language decides."""


@dataclass(frozen=True, slots=True)
class OwnSource:
    """A source with rules of its own, known by any of its names and domains."""

    name: str
    keys: frozenset[str]
    """`key` of each name and domain."""
    rules: tuple[Rule, ...] = ()
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes of what it publishes in; empty when it does not matter."""


@dataclass(frozen=True, slots=True)
class LearntLine:
    """A line that comes back across articles of a source."""

    source: str
    """Name of the source, else its host."""
    line: str
    kind: str | None = None
    """Why it is removed; None: what it looks like."""


@dataclass(frozen=True)
class Own:
    """What holds for one article beside the general rules."""

    rules: RuleSet
    learnt: Mapping[str, str | None]
    """Folded line to kind."""
    language: str | None = None
    """What decides when the text leaves its language open."""

    def fits(self, lines: Iterable[Line]) -> bool:
        """Whether a rule of its own fits any of the lines."""
        cuts = list(self.rules.cuts.values())
        return bool(self.rules.rules) and any(
            (len(line.text) <= LONG and self.rules.match(line.low)) or any(cut.search(line.low) for cut in cuts)
            for line in lines
        )

    def learnt_among(self, lines: list[Line], rules: Rules) -> dict[int, str]:
        """Start of a learnt line near either end of the article -> its kind."""
        if not self.learnt:
            return {}
        found: dict[int, str] = {}
        rest = [line for line in lines if line.kind in (None, "title")]
        for side, reach in ((rest, FIRST), (rest[::-1], LAST)):
            passed = 0
            for line in side:
                if passed == reach:
                    break
                folded = _fold_space(line.text)
                if folded in self.learnt:
                    found.setdefault(line.start, self.learnt[folded] or _looks(line, rules, at_end=side is not rest))
                else:
                    passed += 1
        return found


@dataclass
class OwnRules:
    """The sources with rules of their own, and the learnt lines of any."""

    sources: tuple[OwnSource, ...] = ()
    learnt: Iterable[LearntLine] = ()
    forced: OwnSource | None = None
    """Taken for the source of every article, to try its rules."""
    _sources: dict[str, OwnSource] = field(init=False, repr=False)
    _learnt: dict[str, dict[str, str | None]] = field(init=False, repr=False)
    _sets: dict[tuple[int, ...], RuleSet] = field(default_factory=dict, init=False, repr=False)
    _joined: dict[tuple[int, int], tuple[RuleSet, RuleSet, RuleSet]] = field(
        default_factory=dict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        self._sources = {name: source for source in self.sources for name in source.keys}
        self._learnt = {}
        for line in self.learnt:
            self._learnt.setdefault(key(line.source), {})[_fold_space(line.line)] = line.kind

    def with_learnt(self, learnt: Iterable[LearntLine]) -> OwnRules:
        """The same sources with other learnt lines."""
        other = OwnRules(self.sources, learnt, self.forced)
        other._sets, other._joined = self._sets, self._joined  # what was compiled serves both
        return other

    def of(self, article: Article) -> Own | None:
        """What holds for an article of that source and time; None when nothing does."""
        host = host_of(article.url)
        names = [key(name) for name in (article.source, *_parents(host)) if name]
        source = self.forced or next((self._sources[name] for name in names if name in self._sources), None)
        learnt = self._learnt.get(names[0], {}) if names else {}
        if source is None:
            return Own(_NO_RULES, learnt) if learnt else None
        rules = tuple(rule for rule in source.rules if _held(rule, article.published))
        number = tuple(rule.row for rule in rules)
        if number not in self._sets:
            self._sets[number] = RuleSet(rules)
        unsure = article.lang_confidence < _SURE and source.languages and article.lang not in source.languages
        return Own(self._sets[number], learnt, source.languages[0] if unsure else None)

    def joined(self, own: Own, general: RuleSet) -> RuleSet:
        """Rules of a source's own before the general ones, compiled once."""
        if not own.rules.rules:
            return general
        number = (id(own.rules), id(general))
        if number not in self._joined:  # both are kept with the result, so that no other takes their ids
            self._joined[number] = (RuleSet((*own.rules.rules, *general.rules)), own.rules, general)
        return self._joined[number][0]


def key(name: str) -> str:
    """What spellings of a source's name or domain share: letters and digits without accents, case and `www.`."""
    plain = unicodedata.normalize("NFKD", name.casefold().removeprefix("www.").replace("đ", "d"))
    return "".join(char for char in plain if char.isalnum())


def host_of(url: str | None) -> str:
    """The host of an address, empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    except ValueError:
        return ""


def _parents(host: str) -> Iterator[str]:
    """`a.b.example`, `b.example`: a domain stands for its subdomains."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def _held(rule: Rule, when: Published) -> bool:
    """Whether the rule held at any time the article may have appeared."""
    start, end = when.start or when.end, when.end or when.start
    if not start or not end:
        return True
    return (not rule.valid_from or rule.valid_from <= end[:10]) and (
        not rule.valid_until or start[:10] <= rule.valid_until
    )


def _fold_space(text: str) -> str:
    return " ".join(text.split())


def _looks(line: Line, rules: Rules, *, at_end: bool) -> str:
    if rules.bars.match(line.low):
        return "share"
    if not zones.menu_like(line.text) and zones.name_like(line.text):
        return "signoff" if at_end else "credit"
    return "navigation"


_NO_RULES = RuleSet(())
