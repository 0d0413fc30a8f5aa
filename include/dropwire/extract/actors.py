"""Who is named: armed groups, forces put together from a noun and a country, civilians, and sources.

`find_actors` says what stands in the text. Whom a general word means ("binh sĩ", "rebels") depends on the event's
country and day, so `Actors.name` is asked later, when these are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from dropwire.extract.languages import COLUMN, COLUMNS
from dropwire.extract.lexicon import Row, read_table
from dropwire.extract.matcher import Match
from dropwire.extract.nicknames import FIGHTERS, WEAK, Nicknames, nicknames

Sector = Literal[
    "military", "police", "government", "progov", "coalition", "rebels", "opposition", "separatists", "jihadists",
    "militants", "militia", "gunmen", "tribal", "kurds", "criminals", "civilians", "protesters", "rioters",
    "international", "source", "country",
]  # fmt: skip
SECTORS: tuple[str, ...] = Sector.__args__  # type: ignore[attr-defined]

STATE_SECTORS = frozenset({"military", "police", "government", "progov", "coalition", "country"})
"""Sectors on a government's side: what they take is regained, what others take is overtaken."""

_TITLES = {
    "military": "Military Forces of {}", "police": "Police Forces of {}", "government": "Government of {}",
    "country": "Government of {}", "progov": "Pro-government forces ({})", "rebels": "Rebels ({})",
    "opposition": "Opposition ({})", "separatists": "Separatists ({})", "jihadists": "Islamist militants ({})",
    "militia": "Militia ({})", "tribal": "Tribal militias ({})",
    "kurds": "Kurdish forces ({})", "criminals": "Unidentified Gang ({})", "civilians": "Civilians ({})",
    "protesters": "Protesters ({})", "rioters": "Rioters ({})",
}  # fmt: skip
_SPOKEN = 5
"""Letters from which an abbreviation is also written as a word ("Codeco")."""
_THE = ("United ", "Philippines", "Netherlands", "Democratic Republic", "Republic of", "Central African", "Czech")


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of actors.tsv."""

    name: str
    sector: str
    country: str | None
    valid_from: str = ""
    valid_until: str = ""
    predecessor: str = ""


@dataclass(frozen=True, slots=True)
class Force:
    """A general noun: a weak one counts only with a country or a name beside it."""

    sector: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A country by one of its names: `form` tells the name, the word for its people, and what stands for its rule."""

    name: str
    form: Literal["name", "demonym", "metonym"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor in the text.

    `actor` is set for groups of the lexicon; otherwise `sector` and `country` (None: the country of the context)
    say what `Actors.name` needs. A mention of sector `country` is a bare country or capital: an actor only where
    the sentence makes it one.
    """

    start: int
    end: int
    sector: str
    country: str | None
    actor: Actor | None
    general: bool
    rule: str

    @property
    def state(self) -> bool:
        """Whether it stands on a government's side."""
        return self.sector in STATE_SECTORS


@dataclass(slots=True)
class Actors:
    """The actor lexicons."""

    actors: list[tuple[Actor, Row]] = field(default_factory=list)
    forces: list[tuple[Force, Row]] = field(default_factory=list)
    countries: list[tuple[str, Row]] = field(default_factory=list)
    contexts: dict[tuple[str, str | None], list[Actor]] = field(default_factory=dict)
    """Who a sector of a country is, by the years it holds good."""
    _by_name: dict[str, Actor] = field(default_factory=dict)
    _successor: dict[str, Actor] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Actors:
        """Read actors.tsv, forces.tsv, countries.tsv and contexts.tsv.

        Raises:
            ConfigError: a lexicon is wrong; the message names file and line.
        """
        lexicon = cls()
        words = COLUMNS
        tests = ("example", "counter_example")
        for row in read_table(
            folder / "countries.tsv", ("iso", "name"), ("lat", "lon", *words, "demonyms", "metonyms")
        ):
            lexicon.countries.append((row["name"], row))
        known = {name for name, _ in lexicon.countries}
        span = ("valid_from", "valid_until", "predecessor")
        for row in read_table(folder / "actors.tsv", ("name", "sector"), ("country", *words, *span, *tests)):
            lexicon._add(row, known)
        for row in read_table(folder / "forces.tsv", ("sector", "strength"), (*words, *tests)):
            strong = row.choice("strength", ("strong", "weak")) == "strong"
            lexicon.forces.append((Force(row.choice("sector", SECTORS), strong), row))
        for row in read_table(folder / "contexts.tsv", ("sector", "country", "name"), span[:2]):
            lexicon._add_context(row, known)
        for actor, row in lexicon.actors:
            if actor.predecessor and actor.predecessor not in lexicon._by_name:
                raise row.error(f"predecessor {actor.predecessor!r} is no row of this table")
            if actor.predecessor:
                lexicon._successor[actor.predecessor] = actor
        return lexicon

    def _add(self, row: Row, known: set[str]) -> None:
        if row["country"] and row["country"] not in known:
            raise row.error(f"country {row['country']!r} is no name of countries.tsv")
        if row["name"] in self._by_name:
            raise row.error(f"{row['name']!r} stands twice")
        actor = Actor(
            row["name"], row.choice("sector", SECTORS), row["country"] or None,
            row.day("valid_from"), row.day("valid_until", last=True), row["predecessor"],
        )  # fmt: skip
        self._by_name[actor.name] = actor
        self.actors.append((actor, row))

    def _add_context(self, row: Row, known: set[str]) -> None:
        if row["country"] not in known:
            raise row.error(f"country {row['country']!r} is no name of countries.tsv")
        sector = row.choice("sector", SECTORS)
        actor = Actor(row["name"], sector, row["country"], row.day("valid_from"), row.day("valid_until", last=True))
        self.contexts.setdefault((sector, actor.country), []).append(actor)

    def patterns(self, lang: str) -> Iterator[tuple[str, str, object]]:
        """What to search in texts of a language (`vi`, `id`, `ms` or `en`)."""
        own = tuple(dict.fromkeys((COLUMN.get(lang, "en"), "en")))
        for actor, row in self.actors:
            for column in own:
                for alias in row.many(column):
                    yield alias, "actor", actor
                    if len(alias) >= _SPOKEN and alias.isupper() and alias.isalpha():
                        yield alias.capitalize(), "actor", actor
        for force, row in self.forces:
            yield from ((alias, "force", force) for alias in row.many(own[0]))
        for name, row in self.countries:
            for column in own:
                yield from ((alias, "country", Country(name, "name")) for alias in row.many(column))
            yield from ((alias, "country", Country(name, "demonym")) for alias in row.many("demonyms"))
            yield from ((alias, "country", Country(name, "metonym")) for alias in row.many("metonyms"))

    def nicknames(self, lang: str) -> Nicknames:
        """The words that name a group beside a noun for fighters, in a language."""
        column = COLUMN.get(lang, "en")
        groups = [(actor, row) for actor, row in self.actors if actor.sector not in STATE_SECTORS | {"source"}]
        nouns = [n for force, row in self.forces if force.sector in FIGHTERS or not force.strong
                 for n in row.many(column)]  # fmt: skip
        cells = (*COLUMNS, "demonyms", "metonyms")
        taken = [n for _, row in self.countries for cell in cells for n in row.many(cell)]
        aliases = [(alias, actor) for actor, row in groups for alias in row.many(column)]
        known = nicknames(aliases, nouns, taken, leading=column != "en")
        return Nicknames(before=known) if column == "en" else Nicknames(behind=known)

    def name(self, mention: ActorMention, country: str | None, day: str | None = None) -> str | None:
        """The canonical name of a mention, given the country and the day of its event; None when it stays open."""
        if mention.actor is not None:
            return self._at(mention.actor, day).name
        where = mention.country or country
        if mention.sector == "gunmen" or where is None:
            return None
        meant = self.meant(mention.sector, where, day)
        if meant is not None:
            return meant
        title = _TITLES.get(mention.sector)
        if title is None:
            return None
        article = "the " if " of " in title and where.startswith(_THE) else ""
        return title.format(article + where)

    def meant(self, sector: str, country: str | None, day: str | None = None) -> str | None:
        """Who a general word means in a country on a day, whatever the text names; None when nobody in particular."""
        return next((a.name for a in self.contexts.get((sector, country), ()) if _valid(a, day)), None)

    def _at(self, actor: Actor, day: str | None) -> Actor:
        """The actor, or the group that followed it when its name was out of use on that day."""
        while day and actor.valid_until and day > actor.valid_until and actor.name in self._successor:
            actor = self._successor[actor.name]
        return actor


def _valid(actor: Actor, day: str | None) -> bool:
    if not day:
        return not actor.valid_until
    return (not actor.valid_from or actor.valid_from <= day) and (not actor.valid_until or day <= actor.valid_until)


# What may stand between a force and its country: "binh sĩ thuộc quân đội chính phủ Syria", "the Syrian Arab Army".
_BETWEEN = re.compile(
    r"(?:\s+|,\s+(?=chính)|(?:của|thuộc|trung thành với|do|từ|cùng|nước|chính phủ|đặc nhiệm|chính quyền|tự xưng|người|"
    r"cầm quyền|quân sự|liên bang|số \d+|\d+(?:st|nd|rd|th)?|cơ giới|bộ binh|đổ bộ đường không|"
    r"xe tăng|pháo binh|F-?\d+|Su-?\d+|Mi-?\d+|MiG-?\d+|[A-Z][\w/]*-\d+\w*|Hồi giáo|dòng Sunni|"
    r"milik|dari|pro|pemerintah|rezim|asal|anggota|kelompok|pimpinan|gerakan|organisasi|jihadis|bersenjata|militan|"
    r"kerajaan|rejim|para|yang setia (?:kepada|pada)|loyalis|garis keras|afiliasi|udara|"
    r"General|Gen\.|Field|Marshal|Colonel|President|former|ousted|tướng|Tướng|tổng thống|cựu|nguyên soái|Jenderal|"
    r"jenderal|Marsekal|marsekal|presiden|Presiden|mantan|"
    r"of|the|from|Arab|federal|government|regime|air|special|elite|army|state|naval|counter-?terrorism|group|loyal to|"
    r"riot|border|security|armed|national|jihadist|linked|affiliated|backed|movement|feared|notorious|so-called|outlawed"
    r"|banned|rival|extremist|Islamist|radical|separatist|insurgent|hardline|terrorist|terror|suspected|"
    r"terlarang|ekstremis|radikal|separatis|teroris|yang dilarang|yang ditakuti|bernama|"
    r"khét tiếng|cực đoan|ly khai|khủng bố|bị cấm|có tên|mang tên)(?!\w)|'s|'|\(|\"|“|-)*",
)
# "máy bay của liên quân": an owner named after the noun.


def find_actors(
    text: str, lang: str, matches: Sequence[Match], nicknames: Nicknames | None = None
) -> list[ActorMention]:
    """The actors of a text, in order.

    Args:
        text: the text the matches were found in.
        lang: its language; English puts the country before the noun.
        matches: hits of `Actors.patterns` (others are passed over).
        nicknames: the words that name a group beside a noun for fighters.
    """
    names = [m for m in matches if m.kind in ("actor", "force", "country") and not _opposed(text, m.start)]
    mentions: list[ActorMention] = []
    i = 0
    while i < len(names):
        chain = [names[i]]
        while i + 1 < len(names) and _joined(text, chain[-1], names[i + 1], lang):
            i += 1
            chain.append(names[i])
        i += 1
        mention = _merge(chain) or _of_that_country(text, chain) or (_weak(chain) if nicknames else None)
        if mention is not None:
            mentions.append(mention)
    mentions = _with_acronyms(text, _share_noun(text, lang, mentions))
    return [*nicknames.name(text, mentions)] if nicknames is not None else mentions


def _weak(chain: list[Match]) -> ActorMention | None:
    """A noun that names nobody unless a group's word follows ("drone milik Haftar")."""
    force = chain[0].entry
    if not isinstance(force, Force):
        return None
    return ActorMention(chain[0].start, max(m.end for m in chain), force.sector, None, None, True, WEAK)


_DEED = ("khủng bố", "teroris ", "teroris.", "teroris,")
_OF_TERROR = re.compile(r"\b(?:tấn công|đánh bom|hành động|âm mưu|vụ|serangan|aksi|ancaman) $", re.IGNORECASE)
"""Before "terror": a kind of deed, nobody's name."""


def _opposed(text: str, start: int) -> bool:
    """Whether a name is only whom others are against, or a people ("anti-Houthi forces", "ethnic Albanians")."""
    if text[max(0, start - 7) : start].lower().endswith(("anti-", "ethnic ")):
        return True
    return text.startswith(_DEED, start) and _OF_TERROR.search(text, max(0, start - 16), start) is not None


_THAT_COUNTRY = re.compile(r"\s+(?:nước này|nước đó|negara itu|negara tersebut|negara berkenaan)\b")
_AND = re.compile(r"\s*(?:,|and|, and)\s+")
LINKED = re.compile(
    r",?\s+(?:(?:yang|which|that|who|has|have|is|are|was|were|đã|từng|diduga|closely|claims?|memiliki"
    r"|mempunyai|có)\s+){0,2}"
    r"(?:(?:a|an|loose|close|known|alleged|suspected|mối)\s+){0,3}"
    r"(?:affiliation|links|ties|allegiance|kaitan|hubungan|berafiliasi|terafiliasi|berkaitan|terkait|berbaiat"
    r"|bersumpah setia|linked|affiliated|tied|allied|aligned"
    r"|pledged allegiance|có liên hệ|có liên kết|liên kết|liên hệ|có quan hệ|có dính líu|thề trung thành"
    r"|trung thành|liên quan)\s+"
    r"(?:dengan|pada|kepada|to|with|với|tới|đến)\s+(?:(?:kelompok|the|nhóm|tổ chức|kumpulan)\s+)?"
)
"""What ties a group without a name to the one whose it is ("an armed group affiliated with X")."""
_NAMELESS = frozenset({"rebels", "jihadists", "militants", "militia", "gunmen"})


def _of_that_country(text: str, chain: list[Match]) -> ActorMention | None:
    """A means of war of the country named before: "tàu chiến nước này"."""
    force, end = chain[0].entry, max(m.end for m in chain)
    if not isinstance(force, Force) or _THAT_COUNTRY.match(text, end) is None:
        return None
    return ActorMention(chain[0].start, end, force.sector, None, None, True, "actor: noun of that country")


def _share_noun(text: str, lang: str, mentions: list[ActorMention]) -> list[ActorMention]:
    """ "Congolese and Ugandan soldiers": the noun behind counts for both countries."""
    if lang != "en":
        return mentions
    for i in range(len(mentions) - 2, -1, -1):
        one, after = mentions[i], mentions[i + 1]
        shared = after.country is not None and after.actor is None and after.sector in {"military", "police"}
        noun_first = text[after.start : after.start + 1].isupper()
        if shared and noun_first and one.rule == "actor: demonym" and _AND.fullmatch(text, one.end, after.start):
            mentions[i] = replace(one, sector=after.sector, rule="actor: noun and country")
    return mentions


_BACKED = re.compile(r"\b(?:do|được|dukungan|yang didukung)\s*$")


def _joined(text: str, left: Match, right: Match, lang: str) -> bool:
    """Whether two hits are parts of one name: a noun and its country, a noun and a group."""
    if right.start <= left.end:
        return right.start == left.start
    gap = text[left.end : right.start]
    nameless = isinstance(left.entry, Force) and left.entry.sector in _NAMELESS
    if nameless and right.kind == "actor" and LINKED.fullmatch(gap):
        return True
    if len(gap) > 40 or (gap != " " and not _BETWEEN.fullmatch(gap)):
        return False
    if left.kind == "country" and "backed" in gap:
        return False  # "Turkish-backed rebels" are not those of Turkey
    if right.kind == "country" and _BACKED.search(gap):
        return False  # "phe nổi dậy do Mỹ hậu thuẫn"
    if right.kind == "force":
        if left.kind == "country":
            return lang == "en" and "of" not in gap.split()
        if left.kind == "actor":
            return lang == "en" and not gap.strip()
        return not gap.strip() or gap.strip() in ("của", "thuộc", "chính phủ", "pemerintah", "government")
    return left.kind == "force" and not ("(" in gap and right.kind == "country")


def _merge(chain: list[Match]) -> ActorMention | None:
    start, end = chain[0].start, max([m.end for m in chain])
    groups: list[Actor] = []
    forces: list[Force] = []
    countries: list[Country] = []
    for match in chain:
        entry = match.entry
        if isinstance(entry, Actor):
            groups.append(entry)
        elif isinstance(entry, Force):
            forces.append(entry)
        elif isinstance(entry, Country):
            countries.append(entry)
    if groups:
        actor = groups[-1]
        return ActorMention(start, end, actor.sector, actor.country, actor, False, "actor: lexicon")
    country = countries[0].name if countries else None
    if forces:
        force = next((f for f in forces if f.strong), forces[0])
        if not force.strong and country is None:
            return (
                None
                if force.sector != "gunmen"
                else ActorMention(start, end, "gunmen", None, None, True, "actor: noun")
            )
        if force.sector == "gunmen":
            return ActorMention(start, end, "gunmen", country, None, True, "actor: noun and country")
        return ActorMention(
            start, end, force.sector, country, None, country is None, f"actor: noun{' and country' if country else ''}"
        )
    if countries:
        return ActorMention(start, end, "country", country, None, False, f"actor: {countries[0].form}")
    return None


def _with_acronyms(text: str, mentions: list[ActorMention]) -> list[ActorMention]:
    """Join "Lực lượng Dân chủ Syria" and the "(SDF)" that follows it."""
    joined: list[ActorMention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and mention.start - last.end <= 3
            and "(" in text[last.end : mention.start]
            and mention.actor is not None
            and (last.actor is mention.actor or last.actor is None)
        ):
            end = mention.end + text.startswith(")", mention.end)
            joined[-1] = replace(mention, start=last.start, end=end)
        else:
            joined.append(mention)
    return joined
