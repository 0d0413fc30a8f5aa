"""Where the places of a text are: ambiguity settled by what stands around, the unknown placed by context."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dropwire.extract.place import KM_A_DEGREE, Entry, Place, PlaceMention, kilometres
from dropwire.extract.places.finder import context_countries
from dropwire.extract.vocabulary.matcher import Match

if TYPE_CHECKING:
    from dropwire.extract.places.gazetteer import Gazetteer

_INSIDE = re.compile(
    r"(?:'s)?\s*,?\s*\(?(?:ở|thuộc|tại|in|di|the|nằm|của|wilayah|bagian|phía|nam|bắc|đông|tây|miền|southern|northern|eastern|"
    r"western|central|khu vực|vùng|tỉnh|huyện|quận|bang|provinsi|kabupaten|distrik|oblast|province|district|thành phố|"
    r"sebelah|utara|selatan|timur|barat|laut|daya|tenggara|kota|pinggiran|ngoại ô|near|gần|dekat|of|city|thủ phủ"
    r"|trung tâm|biên giới|với|trong|perbatasan|sempadan|dengan|border|with|"
    r"[ ,])*\s*"
)
_BORDER = re.compile(r"(?:biên giới|giáp|perbatasan|sempadan|border)(?: (?:với|dengan|with))?(?: the)? $")
_OWNED_BY = re.compile(r"\b(?:milik|kendalian|owned by|run by|do)\s+$")
_OWNS = re.compile(r"['’]s (?:[a-z-]+ ){0,2}")
"""Between what holds a place and the place: "Aleppo's old Hamdaniya district"."""
_SIBLING = re.compile(r",? (?:và|dan|serta|and) |, ")
_BREAK = re.compile(r"[.!?;]\s|\n")
_PARTS = frozenset({"place: quarter", "place: building", "place: site"})
"""Unknown places that are part of a town named before them."""
_BESIDE, _BEFORE = 45, 400
"""How many characters behind a place what holds it may stand, and before it what tells its province."""
_FAR, _FAR_FROM_TOWN = 250, 60
"""Kilometres from the province or town named behind a place from which it is another one of that name."""
_BY_NAME = 2.0
"""What the name of a country or of a place in it weighs; that of a side weighs less, as it fights anywhere."""
_ASTRAY, _KNOWN_FAR = 1800, 300_000
"""Kilometres from the country an article tells of to a town nobody names without its own; people in one they do."""
_LOCAL = 260
"""How many characters around a place its neighbours weigh more than the rest of the article."""


def offset(lat: float, lon: float, km: float, degrees: float) -> tuple[float, float]:
    """The point that lies so far off in that direction (north 0, east 90)."""
    angle = math.radians(degrees)
    north, east = km * math.cos(angle), km * math.sin(angle)
    narrowed = KM_A_DEGREE * max(0.1, math.cos(math.radians(lat)))
    return round(lat + north / KM_A_DEGREE, 4), round(lon + east / narrowed, 4)


def apart(one: Entry | Place, other: Entry | Place) -> float:
    """Kilometres between two places; infinitely many where one of them is not known to lie anywhere."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def _elsewhere(entry: Entry, inside: Sequence[Entry]) -> bool:
    """Whether a place cannot be the one the text puts inside or near others."""
    if not inside or entry.kind in ("country", "region", "terrain"):
        return False
    wholes = [w for w in inside if w.kind in ("country", "admin1", "city", "district")]
    return bool(wholes) and not any(_may_hold(whole, entry) for whole in wholes)


def _may_hold(whole: Entry, entry: Entry) -> bool:
    if whole.kind == "country":
        return entry.country == whole.name
    if whole.country != entry.country:
        return False
    if whole.kind == "admin1":
        return entry.admin1 == whole.name or apart(entry, whole) < _FAR
    return apart(entry, whole) < _FAR_FROM_TOWN or (entry.kind == "admin1" and whole.admin1 == entry.name)


class Placing:
    """The places of one text."""

    def __init__(
        self, gazetteer: Gazetteer, text: str, lang: str, mentions: Sequence[PlaceMention], matches: Sequence[Match],
        context: Counter[str],
    ) -> None:  # fmt: skip
        self._gazetteer, self._text, self._lang, self._mentions = gazetteer, text, lang, mentions
        self._evidence = gazetteer.told_of(text, matches)
        self._weights = context_countries(self._evidence)
        for name, weight in context.items():
            self._weights[name] = self._weights.get(name, 0.0) + weight
        self._total = sum(self._weights.values()) or 1
        self._spots = [spot for spot, *_ in self._evidence]
        self._chosen: list[Entry | None] = []

    def places(self) -> list[Place | None]:
        """One place for each mention, None where nothing tells the country."""
        self._chosen = [self._choose(i) for i in range(len(self._mentions))]
        return [self._place(i) for i in range(len(self._mentions))]

    def _choose(self, i: int) -> Entry | None:
        mention = self._mentions[i]
        if mention.kind == "country":
            return self._gazetteer.countries.get(mention.name)
        if not mention.candidates:
            return None
        inside = self._container(i)
        fitting = [e for e in mention.candidates if not _elsewhere(e, inside) and not self._is_astray(e, mention)]
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
        local = self._local(mention.start)
        return max(fitting, key=lambda e: self._score(e, mention, local, inside))

    def _is_astray(self, entry: Entry, mention: PlaceMention) -> bool:
        """Whether a town only bears the name: its country is told of nowhere else, and the article's is far off."""
        if entry.kind in ("country", "admin1") or entry.population >= _KNOWN_FAR:
            return False
        besides = [e for e in self._evidence if not self._text.startswith(mention.name, e[0])]
        if any(country == entry.country for _, country, _ in besides):
            return False
        told = context_countries([e for e in besides if e[2] >= _BY_NAME and e[1] in self._gazetteer.countries])
        home = max(told, key=told.__getitem__, default=None)
        if home is None or told[home] <= _BY_NAME:
            return False
        away = apart(entry, self._gazetteer.countries[home])
        return away > _ASTRAY and self._gazetteer.capital(entry.country) != entry

    def _score(self, entry: Entry, mention: PlaceMention, local: dict[str, float], inside: list[Entry]) -> float:
        score = 3.0 * self._weights.get(entry.country, 0.0) / self._total + 0.8 * min(local.get(entry.country, 0.0), 4)
        score += math.log10(entry.population + 10) / 3 + entry.curated * 1.2
        for whole in inside:
            if entry.admin1 == whole.name or (whole.kind == "country" and entry.country == whole.name):
                score += 3
            elif whole.kind != "country" and apart(entry, whole) < 120:
                score += 2
        if mention.kind == "admin1":
            score += 6 * (entry.kind == "admin1")
        else:
            score -= 2 * (entry.kind == "admin1")
        return score

    def _local(self, spot: int) -> dict[str, float]:
        i = bisect_left(self._spots, spot - _LOCAL)
        last = bisect_left(self._spots, spot + _LOCAL)
        return context_countries(self._evidence[i:last])

    def _container(self, i: int) -> list[Entry]:
        """The district, province or country named right behind a place, or right before it as its owner."""
        here, before = self._mentions[i], self._mentions[i - 1] if i else None
        found: list[Entry] = []
        if before and before.kind != "country" and _OWNS.fullmatch(self._text, before.end, here.start):
            found += before.candidates
        for following in self._mentions[i + 1 : i + 4]:
            if following.start - here.end > _BESIDE or not _INSIDE.fullmatch(self._text, here.end, following.start):
                break
            if self._is_across(following):
                pass
            elif following.kind == "country":
                entry = self._gazetteer.countries.get(following.name)
                found += [entry] if entry else []
            else:
                found += following.candidates
            here = following
        return found

    def _country(self, spot: int) -> str | None:
        """The country spoken of at a spot: the nearest before it in the neighbourhood, else the article's."""
        i = bisect_left(self._spots, spot)
        if i and spot - self._spots[i - 1] < _LOCAL:
            near = context_countries([e for e in self._evidence[max(0, i - 4) : i] if spot - e[0] < _LOCAL])
            return max(near, key=lambda c: near[c] + 2 * self._weights.get(c, 0.0) / self._total)
        return max(self._weights, key=lambda c: self._weights[c], default=None)

    def _place(self, i: int) -> Place | None:
        mention, entry = self._mentions[i], self._chosen[i]
        if entry is None:
            return self._unknown(i)
        precision = {"country": 4, "admin1": 3, "region": 3 if mention.kind == "admin1" else 2, "terrain": 2}.get(
            entry.kind, 1
        )
        if mention.kind == "admin1" and entry.kind == "admin1":
            precision = 3
        elif precision == 1 and (mention.near or mention.bearing or mention.kind == "region"):
            precision = 2
        lat, lon, rule = entry.lat, entry.lon, mention.rule
        if mention.km and mention.bearing and not self._measures_another(i):
            lat, lon = offset(lat, lon, mention.km, float(mention.bearing))
            precision, rule = 2, "place: offset"
        return Place(entry.name, lat, lon, entry.admin1, entry.country, entry.geonames_id, precision, rule, entry.kind)

    def _measures_another(self, i: int) -> bool:
        """Whether the measure beside a place belongs to the place named before it: "làng A cách" B "30 km"."""
        before = self._mentions[i - 1] if i else None
        gap = self._text[before.end : self._mentions[i].start] if before else "."
        return before is not None and before.kind != "country" and len(gap) < 60 and not re.search(r"[.;\n]", gap)

    def _unknown(self, i: int) -> Place | None:
        """A village no gazetteer has: where the text puts it, as roughly as it does."""
        mention = self._mentions[i]
        measured = self._mentions[i + 1] if i + 1 < len(self._mentions) else None
        if (
            measured
            and measured.km
            and measured.bearing
            and self._measures_another(i + 1)
            and (e := self._chosen[i + 1])
        ):
            lat, lon = offset(e.lat, e.lon, measured.km, float(measured.bearing))
            return Place(mention.name, lat, lon, e.admin1, e.country, None, 2, "place: offset", "unknown")
        holder = self._holder(i)
        if holder is not None and holder.kind != "country":
            precision = 3 if holder.kind == "admin1" else 2
            admin1 = holder.name if holder.kind == "admin1" else holder.admin1
            return Place(
                mention.name, holder.lat, holder.lon, admin1, holder.country, None, precision, "place: context"
            )
        return self._in_province(i, mention, holder.country if holder is not None else None)

    def _in_province(self, i: int, mention: PlaceMention, country: str | None) -> Place | None:
        """The middle of the province spoken of around a place, else of the country: never another place's point."""
        behind = self._behind(i)
        country = country or next((e.country for e in behind), None) or self._country(mention.start)
        for near in self._around(i, behind, country):
            whole = self._gazetteer.province(near) or near
            admin1 = near.name if near.kind == "admin1" else near.admin1
            return Place(
                mention.name, whole.lat, whole.lon, admin1, whole.country, None, 3, "place: province of the context"
            )
        entry = self._gazetteer.countries.get(country or "")
        if entry is None:
            return None
        return Place(mention.name, entry.lat, entry.lon, None, entry.name, None, 4, "place: context", "unknown")

    def _holder(self, i: int) -> Entry | None:
        """What an unknown place lies in or near: named right behind it; for a quarter the town named before."""
        end, coarse = self._mentions[i].end, None
        for j in range(i + 1, min(i + 6, len(self._mentions))):
            following = self._mentions[j]
            if following.kind == "unknown" and _SIBLING.fullmatch(self._text, end, following.start):
                end = following.end
                continue
            if following.start - end > _BESIDE or not _INSIDE.fullmatch(self._text, end, following.start):
                break
            entry = None if self._is_across(following) else self._chosen[j]
            if entry is not None and entry.kind not in ("country", "admin1", "terrain"):
                return entry
            if entry is not None and entry.kind != "terrain" and (coarse is None or coarse.kind == "country"):
                coarse = entry
            end = following.end
        if coarse is None and i and _OWNS.fullmatch(self._text, self._mentions[i - 1].end, self._mentions[i].start):
            return self._chosen[i - 1]
        if coarse is None and self._mentions[i].rule in _PARTS:
            own = (e for e in self._behind(i) if e.kind in ("city", "district"))
            return next(own, None) or self._town_before(i)
        return coarse

    def _is_across(self, mention: PlaceMention) -> bool:
        """Whether a country is only the one behind the border ("near the border with Mali")."""
        return (
            mention.kind == "country"
            and _BORDER.search(self._text, max(0, mention.start - 30), mention.start) is not None
        )

    def _town_before(self, i: int) -> Entry | None:
        """The town named last before a quarter or building of one."""
        start = self._mentions[i].start
        for j in range(i - 1, max(-1, i - 4), -1):
            entry = self._chosen[j]
            if entry is not None and entry.kind in ("city", "district") and start - self._mentions[j].end < _BEFORE:
                return entry
        return None

    def _behind(self, i: int) -> list[Entry]:
        """The places named behind one in its sentence."""
        found = []
        for j in range(i + 1, min(i + 4, len(self._mentions))):
            if _BREAK.search(self._text, self._mentions[j - 1].end, self._mentions[j].start):
                break
            entry = self._chosen[j]
            if _OWNED_BY.search(self._text, self._mentions[j - 1].end, self._mentions[j].start):
                continue  # "pangkalan Al Udeid milik Amerika Serikat di Qatar"
            if entry is not None and entry.kind != "terrain":
                found.append(entry)
        return found

    def _around(self, i: int, behind: list[Entry], country: str | None) -> Iterator[Entry]:
        """The places of a country named near an unknown one: behind it in its sentence, then before it."""
        start = self._mentions[i].start
        before = [
            self._chosen[j] for j in range(i - 1, max(-1, i - 6), -1) if start - self._mentions[j].end < _BEFORE
        ]  # fmt: skip
        for entry in (*behind, *before):
            if entry is not None and entry.country == country and entry.kind not in ("country", "terrain"):
                yield entry
