"""Places as records, and what two spellings of one name share."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

AT_WAR = frozenset({
    "SY", "IQ", "YE", "LY", "EG", "AF", "PK", "PS", "IL", "LB", "ML", "NE", "BF", "NG", "CM", "TD", "SO", "KE", "SD",
    "SS", "ET", "ER", "DJ", "CD", "CF", "RW", "BI", "UG", "MZ", "UA", "AM", "AZ", "MM", "LK", "BD", "HT", "JO", "TN",
})  # fmt: skip
"""ISO codes of the countries whose smallest places are kept and whose provinces are searched everywhere."""

_ARTICLE = re.compile(r"\b(?:al|ad|an|ar|as|ash|asy|at|ath|az|ez|el|es|et|er|en|ul|il|ed|adh)[ '-]+(?=\w{3})")
_LETTERS = re.compile(r"[^a-z0-9]+")
_DOUBLE = re.compile(r"(.)\1+")
_LOOSE = (
    ("sh", "s"), ("sy", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ch", "s"), ("dz", "z"),
    ("zh", "z"), ("ts", "s"), ("j", "g"), ("q", "k"), ("c", "k"), ("x", "s"), ("v", "w"), ("y", "i"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("o", "u"), ("e", "i"), ("z", "s"), ("h", ""),
    ("p", "b"),
)  # fmt: skip


KM_A_DEGREE = 111.2
"""Of latitude; of longitude at the equator."""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points (latitude, longitude in degrees) lie apart, good enough for comparing."""
    east = math.remainder(other[1] - one[1], 360) * math.cos(math.radians((one[0] + other[0]) / 2))
    return KM_A_DEGREE * math.hypot(other[0] - one[0], east)


@lru_cache(maxsize=20000)
def key(name: str) -> str:
    """A name without accents, articles, separators, doubled letters and the mute `h` at its end.

    Al-Qaryatayn, al Qaryatayn and Qaryatayn meet here; Tri-pô-li meets Tripoli.
    """
    plain = unicodedata.normalize("NFKD", name.lower().replace("đ", "d").replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    bare = _LETTERS.sub("", _ARTICLE.sub("", plain)) or _LETTERS.sub("", plain)
    bare = _DOUBLE.sub(r"\1", bare)
    return re.sub(r"(?<=[aeiou])h$", "", bare) if len(bare) > 4 else bare


@lru_cache(maxsize=20000)
def loose_key(name: str) -> str:
    """What transliterations of one Arabic, Persian or Slavic name share; only to be trusted inside one country."""
    loose = key(name)
    for old, new in _LOOSE:
        loose = loose.replace(old, new)
    loose = _DOUBLE.sub(r"\1", loose)
    return re.sub(r"(?:ii?a|[ai]+)$", "a", loose)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the lexicon or of GeoNames."""

    name: str
    kind: str
    """`country`, `admin1`, `region`, `district`, `city`, `site`, `terrain`."""
    lat: float
    lon: float
    country: str
    admin1: str | None = None
    geonames_id: int | None = None
    population: int = 0
    curated: bool = False
    inside: str = ""
    """The place it is part of, for quarters and sites."""


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place: WGS84 degrees, English names.

    precision: 1 exact, 2 near or part of a district, 3 province, 4 country.
    """

    name: str
    lat: float | None
    lon: float | None
    admin1: str | None
    country: str | None
    geonames_id: int | None
    precision: int
    rule: str
    kind: str = "city"

    @property
    def coarse(self) -> bool:
        """Whether the name says no more than a province; a village known to lie in one is finer than its point."""
        return self.precision == 4 or (self.precision == 3 and self.kind != "city")

    @property
    def wide(self) -> bool:
        """Whether towns lie inside it: a province, or a region with a point of its own."""
        return self.coarse or self.kind == "region"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in the text. `candidates` is empty for a village no gazetteer has."""

    start: int
    end: int
    name: str
    """As written, without the word for what it is."""
    kind: str
    """As `Entry.kind`; `unknown` for a name only its surroundings make a place."""
    candidates: tuple[Entry, ...]
    near: bool = False
    """The text says near it, or its outskirts or surroundings."""
    bearing: str | None = None
    """`north`, `southeast` ...: the spot lies on that side of it."""
    km: float | None = None
    """The distance the text gives from it."""
    rule: str = "place: lexicon"
    cue: bool = True
    """A word for a kind of place or of position stands before it."""
    office: bool = False
    """It only says whose mayor, governor or police speaks or acts."""
