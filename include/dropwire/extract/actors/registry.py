"""Who may be named: armed groups, forces put together from a noun and a country, civilians, and sources.

`finder` says what stands in a text. Whom a general word means ("binh sĩ", "rebels") depends on the event's country
and day, so `Actors.name` is asked later, when these are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Literal

from dropwire.extract.actors.nicknames import FIGHTERS, Nicknames, nicknames
from dropwire.extract.place import kilometres
from dropwire.extract.vocabulary.languages import COLUMN, COLUMNS
from dropwire.extract.vocabulary.tables import Row, read_table

Sector = Literal[
    "military", "police", "government", "progov", "coalition", "rebels", "opposition", "separatists", "jihadists",
    "militants", "militia", "gunmen", "enemy", "tribal", "kurds", "criminals", "civilians", "protesters", "rioters",
    "international", "source", "country",
]  # fmt: skip
SECTORS: tuple[str, ...] = Sector.__args__  # type: ignore[attr-defined]

NAMELESS = frozenset({"gunmen", "enemy"})
"""Sectors of words that name nobody, wherever they are said."""
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
_NUMBERS = {"vi": frozenset(), "id": frozenset({"Lima"}), "en": frozenset()}
"""Capitals that are a number in a language: "Lima polisi" are five."""
_SPOKEN = 5
"""Letters from which an abbreviation is also written as a word ("Codeco")."""
_NEAR = 2500
"""How many kilometres from the middle of its country to that of another a group is still looked for."""
_ABROAD = frozenset({
    "United States", "Russia", "Ukraine", "United Kingdom", "France", "Israel", "China", "Indonesia"
})  # fmt: skip
"""States whose own forces are at work, or keep the peace, far from home."""
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
    region: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """Its country and those near enough for it to be at work there; nothing where it may be anywhere."""
    provinces: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """Where alone a general word means it; nothing where it does so all over the country."""


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


_NOBODY = {
    "en": tuple(
        f"{part} American{plural}"
        for part in ("South", "Southern", "Central", "Latin", "North", "Native", "African", "Asian")
        for plural in ("", "s")
    ),
    "id": (
        "Amerika Selatan", "Amerika Latin", "Amerika Tengah", "Amerika Utara", "latihan separa tentera",
        "latihan militer",
    ),
    "vi": ("Nam Mỹ", "Trung Mỹ", "Bắc Mỹ", "Chủ Nhật"),
}  # fmt: skip
"""Names that hold a country's or a force's and mean more than it, or something else ("Chủ Nhật", Sunday)."""


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
        points: dict[str, tuple[float, float]] = {}
        for row in read_table(
            folder / "countries.tsv", ("iso", "name"), ("lat", "lon", *words, "demonyms", "metonyms")
        ):
            lexicon.countries.append((row["name"], row))
            points[row["name"]] = (row.number("lat") or 0.0, row.number("lon") or 0.0)
        regions = {name: _near(name, points) for name in points}
        known = {name for name, _ in lexicon.countries}
        span = ("valid_from", "valid_until", "predecessor")
        for row in read_table(folder / "actors.tsv", ("name", "sector"), ("country", *words, *span, *tests)):
            lexicon._add(row, known, regions)
        for row in read_table(folder / "forces.tsv", ("sector", "strength"), (*words, *tests)):
            strong = row.choice("strength", ("strong", "weak")) == "strong"
            lexicon.forces.append((Force(row.choice("sector", SECTORS), strong), row))
        for row in read_table(folder / "contexts.tsv", ("sector", "country", "name"), (*span[:2], "admin1")):
            lexicon._add_context(row, known)
        for actor, row in lexicon.actors:
            if actor.predecessor and actor.predecessor not in lexicon._by_name:
                raise row.error(f"predecessor {actor.predecessor!r} is no row of this table")
            if actor.predecessor:
                lexicon._successor[actor.predecessor] = actor
        return lexicon

    def _add(self, row: Row, known: set[str], regions: Mapping[str, frozenset[str]]) -> None:
        if row["country"] and row["country"] not in known:
            raise row.error(f"country {row['country']!r} is no name of countries.tsv")
        if row["name"] in self._by_name:
            raise row.error(f"{row['name']!r} stands twice")
        sector = row.choice("sector", SECTORS)
        anywhere = sector in STATE_SECTORS and row["country"] in _ABROAD
        actor = Actor(
            row["name"], sector, row["country"] or None,
            row.day("valid_from"), row.day("valid_until", last=True), row["predecessor"],
            frozenset() if anywhere else regions.get(row["country"], frozenset()),
        )  # fmt: skip
        self._by_name[actor.name] = actor
        self.actors.append((actor, row))

    def _add_context(self, row: Row, known: set[str]) -> None:
        if row["country"] not in known:
            raise row.error(f"country {row['country']!r} is no name of countries.tsv")
        sector = row["sector"] if row["sector"] in self._by_name else row.choice("sector", SECTORS)
        actor = Actor(
            row["name"], sector, row["country"], row.day("valid_from"), row.day("valid_until", last=True),
            provinces=frozenset(row.many("admin1")),
        )  # fmt: skip
        self.contexts.setdefault((sector, actor.country), []).append(actor)

    def patterns(self, lang: str) -> Iterator[tuple[str, str, object]]:
        """What to search in texts of a language (`vi`, `id`, `ms` or `en`)."""
        own = tuple(dict.fromkeys((COLUMN.get(lang, "en"), "en")))
        for actor, row in self.actors:
            for column in own:
                for alias in row.many(column):
                    yield alias, "actor", actor
                    if column == "vi":
                        yield from ((spelling, "actor", actor) for spelling in _small(alias))
                    if len(alias) >= _SPOKEN and alias.isupper() and alias.isalpha():
                        yield alias.capitalize(), "actor", actor
        for force, row in self.forces:
            yield from ((alias, "force", force) for alias in row.many(own[0]))
            if own[0] == "id":  # an institution's name has capitals: "Angkatan Darat Kolombia"
                yield from ((alias.title(), "force", force) for alias in row.many("id") if " " in alias)
        yield from ((name, "mask", None) for column in own for name in _NOBODY.get(column, ()))
        for name, row in self.countries:
            for column in own:
                yield from ((alias, "country", Country(name, "name")) for alias in row.many(column))
            yield from ((alias, "country", Country(name, "demonym")) for alias in row.many("demonyms"))
            metonyms = (alias for alias in row.many("metonyms") if alias not in _NUMBERS[own[0]])
            yield from ((alias, "country", Country(name, "metonym")) for alias in metonyms)

    def nicknames(self, lang: str) -> Nicknames:
        """The words that name a group beside a noun for fighters, in a language."""
        column = COLUMN.get(lang, "en")
        groups = [(actor, row) for actor, row in self.actors if actor.sector not in STATE_SECTORS | {"source"}]
        fighters = (row for force, row in self.forces if force.sector in FIGHTERS
                    or not (force.strong or force.sector == "civilians"))  # fmt: skip
        nouns = [n for row in fighters for n in row.many(column)]
        cells = (*COLUMNS, "demonyms", "metonyms")
        taken = [n for _, row in self.countries for cell in cells for n in row.many(cell)]
        aliases = [(alias, actor) for actor, row in groups for alias in row.many(column)]
        known = nicknames(aliases, nouns, taken, leading=column != "en")
        if column == "en":
            return Nicknames(before=known)
        armies = [
            (alias, actor) for actor, row in self.actors if actor.sector == "military" for alias in row.many(column)
        ]
        return Nicknames(behind=known, leaders=nicknames(armies, nouns, taken, leading=True))

    def name(
        self, mention: ActorMention, country: str | None, day: str | None = None, admin1: str | None = None
    ) -> str | None:
        """The canonical name of a mention, given where and when its event was; None when it stays open."""
        if mention.actor is not None:
            branch = self.meant(mention.actor.name, country, day) if mention.actor.country != country else None
            return branch or self._at(mention.actor, day).name
        where = mention.country or country
        if mention.sector in NAMELESS or where is None:
            return None
        meant = self.meant(mention.sector, where, day, admin1 if where == country else None)
        if meant is not None:
            return meant
        title = _TITLES.get(mention.sector)
        if title is None:
            return None
        article = "the " if " of " in title and where.startswith(_THE) else ""
        return title.format(article + where)

    def meant(self, sector: str, country: str | None, day: str | None = None, admin1: str | None = None) -> str | None:
        """Who a general word, or a group with branches, means at a place on a day; None when nobody in particular."""
        able = (a for a in self.contexts.get((sector, country), ()) if exists(a, day))
        return next((a.name for a in able if not a.provinces or admin1 is None or admin1 in a.provinces), None)

    def _at(self, actor: Actor, day: str | None) -> Actor:
        """The actor, or the group that followed it when its name was out of use on that day."""
        while day and actor.valid_until and day > actor.valid_until and actor.name in self._successor:
            actor = self._successor[actor.name]
        return actor


def _near(country: str, points: Mapping[str, tuple[float, float]]) -> frozenset[str]:
    """A country and those whose middle is near its own."""
    middle = points[country]
    return frozenset({country, *(name for name, point in points.items() if kilometres(middle, point) < _NEAR)})


_SMALL_WORDS = 3
"""Up to how many capitals behind the first word each may be small by itself; beyond that all of them are."""


_KINDS = (
    "Lực lượng ",
    "Phong trào ",
    "Mặt trận ",
    "Lữ đoàn ",
    "Tiểu đoàn ",
    "Tổ chức ",
    "Nhóm ",
    "Liên minh ",
    "Quân đoàn ",
)
"""What a group is, before its name: written small within a sentence by many papers."""


def _small(name: str) -> Iterator[str]:
    """A Vietnamese name with some of its words in small letters, as papers differ: "Lực lượng hỗ trợ nhanh"."""
    words = name.split()
    if name.startswith(_KINDS) and not name.endswith("."):
        yield name[0].lower() + name[1:]  # "các đơn vị thuộc lực lượng Hổ"
    capitals = [i for i, word in enumerate(words) if i and word[0].isupper() and not word.isascii() and word.isalpha()]
    if len(words) < 3 or not name[0].isupper():
        return
    chosen = product((False, True), repeat=len(capitals)) if len(capitals) <= _SMALL_WORDS else [[True] * len(capitals)]
    for choice in chosen:
        if any(choice):
            small = {i for i, lower in zip(capitals, choice, strict=True) if lower}
            yield " ".join(word.lower() if i in small else word for i, word in enumerate(words))


def exists(actor: Actor, day: str | None) -> bool:
    """Whether a group is at work, or a word means it, on a day; without a day, now."""
    if not day:
        return not actor.valid_until
    return (not actor.valid_from or actor.valid_from <= day) and (not actor.valid_until or day <= actor.valid_until)
