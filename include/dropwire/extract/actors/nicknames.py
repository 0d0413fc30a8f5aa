"""Groups by the people or the region that follows (or leads) a general noun: "pasukan pemberontak Tigray".

The lexicon has "pemberontak Tigray"; any other noun for fighters with Tigray beside it means the same group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dropwire.extract.actors.registry import Actor, ActorMention

_SHORT = 3
WEAK = "actor: weak noun"
"""The rule of a noun that counts only with a group's word beside it."""
_OWNER = re.compile(
    r" (?:milik|pimpinan|của|thân|trung thành với|do|yang setia kepada|pro)"
    r"(?: (?:(?:Đại |đại |Thượng |Trung |Thiếu )?(?:tướng|tá)|Tướng|ông|nguyên soái|cựu|[Tt]ổng thống|[Pp]hó"
    r"|lãnh đạo|nhà|nhà độc tài|Thống chế|Jenderal|jenderal|Marsekal|marsekal|mantan|[Pp]residen|[Kk]olonel))*(?= )"
)
_NAMES = 3
"""Up to which word behind "quân của Đại tá" the leader's name stands: "Muammar Gaddafi"."""


@dataclass(slots=True)
class Nicknames:
    """The words that tell a group beside a noun for fighters, each with its group."""

    behind: Mapping[str, Actor] = field(default_factory=dict)
    """In Vietnamese, Indonesian and Malay the noun stands first."""
    before: Mapping[str, Actor] = field(default_factory=dict)
    """In English it stands last."""
    leaders: Mapping[str, Actor] = field(default_factory=dict)
    """Rulers and others whose own army is meant where it is told to be theirs ("quân của ông Assad")."""

    def name(self, text: str, mentions: Iterable[ActorMention]) -> Iterator[ActorMention]:
        """The mentions, those of nameless fighters with the group whose word stands beside them."""
        last = 0
        for mention in mentions:
            named = self._name(text, mention, last) if mention.actor is None and mention.country is None else None
            if named is None and mention.rule == WEAK:
                continue
            yield named or mention
            last = mention.end

    def _name(self, text: str, mention: ActorMention, last: int) -> ActorMention | None:
        if mention.sector not in FIGHTERS and mention.rule != WEAK:
            return None
        within = _OWNER.search(text, mention.start, mention.end + 1)  # "quân của Đại tá"
        owner = within if within and within.end() == mention.end else _OWNER.match(text, mention.end)
        start = owner.end() if owner else mention.end
        word = _next_word(text, start)
        actor = self.behind.get(word)
        for _ in range(_NAMES if owner else 0):
            actor = actor or self.behind.get(word) or self.leaders.get(word)
            if actor is not None or not word[:1].isupper():
                break
            start += 1 + len(word)
            word = _next_word(text, start)
        if actor is not None:
            end = start + 1 + len(word)
            return replace(
                mention, end=end, actor=actor, sector=actor.sector, country=actor.country, general=False,
                rule="actor: noun and people",
            )  # fmt: skip
        word = _word_before(text, mention.start)
        actor = self.before.get(word) if mention.start - len(word) > last else None
        if actor is None:
            return None
        return replace(
            mention, start=mention.start - 1 - len(word), actor=actor, sector=actor.sector, country=actor.country,
            general=False, rule="actor: people and noun",
        )  # fmt: skip


FIGHTERS = frozenset({"rebels", "separatists", "militants", "jihadists", "militia", "gunmen", "opposition"})
"""Sectors of nouns for fighters without a name."""


def nicknames(
    aliases: Iterable[tuple[str, Actor]], nouns: Iterable[str], taken: Iterable[str], *, leading: bool
) -> dict[str, Actor]:
    """The words left of aliases without their noun for fighters; those of two groups are left out.

    Args:
        aliases: names of groups that are no state's.
        nouns: nouns for fighters of the language.
        taken: words that mean something of their own, such as countries.
        leading: whether the noun leads.
    """
    known, heads = set(taken), sorted(nouns, key=len, reverse=True)
    found: dict[str, Actor] = {}
    doubtful: set[str] = set()
    for alias, actor in aliases:
        word = _without_noun(alias, heads, leading)
        if word is None or word in known or len(word) <= _SHORT or " " in word or not word[0].isupper():
            continue
        if found.setdefault(word, actor) is not actor:
            doubtful.add(word)
    return {word: actor for word, actor in found.items() if word not in doubtful}


def _without_noun(alias: str, nouns: list[str], leading: bool) -> str | None:
    for noun in nouns:
        if leading and alias.lower().startswith(noun + " "):
            return alias[len(noun) + 1 :]
        if not leading and alias.lower().endswith(" " + noun):
            return alias[: -len(noun) - 1]
    return None


def _next_word(text: str, end: int) -> str:
    if not text.startswith(" ", end):
        return ""
    stop = end + 1
    while stop < len(text) and (text[stop].isalnum() or text[stop] in "-'’"):
        stop += 1
    return text[end + 1 : stop]


def _word_before(text: str, start: int) -> str:
    if start < 2 or text[start - 1] != " ":
        return ""
    first = start - 1
    while first and (text[first - 1].isalnum() or text[first - 1] in "-'’"):
        first -= 1
    return text[first : start - 1]
