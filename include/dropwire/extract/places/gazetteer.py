"""The gazetteer: places of the lexicon and of GeoNames, found by key, placed by the text around them."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dropwire.errors import ConfigError
from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.place import AT_WAR, Entry, Place, PlaceMention, key, loose_key
from dropwire.extract.places.distances import with_distances
from dropwire.extract.places.finder import evidence, find
from dropwire.extract.places.placing import Placing
from dropwire.extract.places.words import PlaceWords, read_place_words
from dropwire.extract.vocabulary.languages import COLUMN, COLUMNS
from dropwire.extract.vocabulary.matcher import Match
from dropwire.extract.vocabulary.numbers import Numbers
from dropwire.extract.vocabulary.tables import read_table

__all__ = ["Entry", "Gazetteer", "Place", "PlaceMention"]

KINDS = ("city", "district", "region", "site", "terrain", "admin1", "country")
_BIG = 100_000
"""Inhabitants from which a town is known outside its own country's news."""


class Gazetteer:
    """Places by name.

    `patterns` feeds the matcher, `find_places` reads a text, `resolve` says where its places are.
    """

    def __init__(self) -> None:
        self.countries: dict[str, Entry] = {}
        self.words: dict[str, PlaceWords] = {}
        self._numbers: Numbers
        self._told: tuple[Sequence[Match], list[tuple[int, str, float]]] | None = None
        self._curated: list[tuple[str, Entry]] = []
        self._by_key: dict[str, list[Entry]] = {}
        self._iso: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._admin1: dict[tuple[str, str], Entry] = {}
        self._provinces: dict[tuple[str, str], Entry] = {}
        self._rows: list[str] = []
        self._seats: dict[Entry, Entry | None] = {}
        self._by_loose: dict[str, list[Entry]] = {}

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Read countries.tsv, admin1.tsv, places.tsv, placewords.tsv and gazetteer.tsv.gz.

        Raises:
            ConfigError: a lexicon is wrong; the message names file and line.
        """
        gazetteer = cls()
        gazetteer._read_countries(folder)
        gazetteer._read_admin1(folder)
        gazetteer._read_places(folder)
        gazetteer.words = read_place_words(folder)
        gazetteer._numbers = Numbers(folder)
        try:
            with gzip.open(folder / "gazetteer.tsv.gz") as file:
                gazetteer._rows = file.read().decode().split("\n")
        except OSError as problem:
            raise ConfigError(
                f"gazetteer.tsv.gz: cannot be read ({problem}); build it with `make gazetteer`"
            ) from problem
        return gazetteer

    def _read_countries(self, folder: Path) -> None:
        words = (*COLUMNS, "demonyms", "metonyms")
        for row in read_table(folder / "countries.tsv", ("iso", "name"), ("lat", "lon", *words)):
            lat, lon = row.number("lat"), row.number("lon")
            if lat is not None and lon is not None:
                self.countries[row["name"]] = Entry(row["name"], "country", lat, lon, row["name"])
            self._iso[row["iso"]] = row["name"]
            self._capitals[row["name"]] = next(iter(row.many("metonyms")), "")

    def _read_admin1(self, folder: Path) -> None:
        for row in read_table(folder / "admin1.tsv", ("iso", "code", "name", "lat", "lon"), ("aliases",)):
            country = self._iso.get(row["iso"])
            if country is None:
                continue
            entry = Entry(
                row["name"], "admin1", row.number("lat") or 0.0, row.number("lon") or 0.0, country, row["name"],
                curated=bool(row["aliases"]) or row["iso"] in AT_WAR,
            )  # fmt: skip
            self._admin1[row["iso"], row["code"]] = entry
            self._provinces[country, row["name"]] = entry
            names = [row["name"], *row.many("aliases")]
            if entry.curated:
                self._curated.extend((name, entry) for name in names)
            for name in names:
                self._remember(name, entry)

    def _read_places(self, folder: Path) -> None:
        required = ("name", "kind", "country", "lat", "lon")
        for row in read_table(
            folder / "places.tsv", required, ("admin1", "aliases", "inside", "example", "counter_example")
        ):
            if row["country"] not in self.countries:
                raise row.error(f"country {row['country']!r} is no name of countries.tsv")
            lat, lon = row.number("lat") or 0.0, row.number("lon") or 0.0
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise row.error(f"{lat}, {lon} is no point on earth")
            entry = Entry(
                row["name"], row.choice("kind", KINDS), lat, lon, row["country"], row["admin1"] or None,
                curated=True, inside=row["inside"],
            )  # fmt: skip
            for name in (row["name"].split(" (")[0], *row.many("aliases")):
                self._curated.append((name, entry))
                self._remember(name, entry)

    def _remember(self, name: str, entry: Entry) -> None:
        for table, short in ((self._by_key, key(name)), (self._by_loose, loose_key(name))):
            known = table.setdefault(short, [])
            if entry not in known:
                known.append(entry)

    def patterns(self, lang: str) -> Iterator[tuple[str, str, object]]:
        """What to search in a text of any language: the places of the lexicon and the provinces of countries at war."""
        for name, entry in self._curated:
            yield name, "place", entry

    def lookup(self, name: str, countries: Sequence[str]) -> list[Entry]:
        """Places of that name: all of the lexicon, GeoNames' in some countries, and large towns anywhere."""
        short = key(name)
        found = list(self._by_key.get(short, ()))
        near = {(e.country, round(e.lat), round(e.lon)) for e in found if e.kind != "admin1"}
        for entry in self._geonames(loose_key(name), short):
            known = (entry.country, round(entry.lat), round(entry.lon)) in near
            if not known and (entry.country in countries or entry.population >= _BIG):
                found.append(entry)
        return found

    def capital(self, country: str) -> Entry | None:
        """The capital of a country, when the lexicon names one."""
        name = self._capitals.get(country)
        found = [e for e in self.lookup(name, [country]) if e.country == country and e.kind == "city"] if name else []
        return max(found, key=lambda e: (e.curated, e.population), default=None)

    def seat(self, province: Entry) -> Entry | None:
        """The largest town of a province, taken for its capital."""
        if province not in self._seats:
            codes = {f"\t{iso}\t{code}\t" for (iso, code), entry in self._admin1.items() if entry == province}
            rows = {row.split("\t")[2] for row in self._rows if any(code in row for code in codes)}
            towns = [
                e for name in rows for e in self._geonames(loose_key(name), key(name)) if e.admin1 == province.name
            ]
            self._seats[province] = max(towns, key=lambda e: e.population, default=None)
        return self._seats[province]

    def province(self, entry: Entry) -> Entry | None:
        """The province a place lies in, when it is known."""
        return entry if entry.kind == "admin1" else self._provinces.get((entry.country, entry.admin1 or ""))

    def centre(self, place: Place) -> tuple[float, float] | None:
        """The middle of the province a place lies in; of the country where it lies in none."""
        country = place.country or ""
        whole = self._provinces.get((country, place.admin1)) if place.admin1 else self.countries.get(country)
        return (whole.lat, whole.lon) if whole is not None else None

    def loosely(self, name: str, countries: Sequence[str]) -> list[Entry]:
        """Places whose transliteration agrees, looked for in some countries only and for long names only."""
        loose = loose_key(name)
        if len(loose) < 5:
            return []
        found = [e for e in self._by_loose.get(loose, ()) if e.country in countries]
        return found or [e for e in self._geonames(loose) if e.country in countries]

    def _geonames(self, loose: str, short: str | None = None) -> Iterator[Entry]:
        """The rows of GeoNames under a loose key, one for each place; of one exact key when it is given."""
        start = loose + "\t"
        seen = set()
        for i in range(bisect_left(self._rows, start), len(self._rows)):
            if not self._rows[i].startswith(start):
                break
            _, exact, name, iso, code, lat, lon, people, number = self._rows[i].split("\t")
            country = self._iso.get(iso)
            if country is None or number in seen or (short is not None and exact != short):
                continue
            seen.add(number)
            admin1 = self._admin1.get((iso, code))
            yield Entry(
                name, "city", float(lat), float(lon), country, admin1.name if admin1 else None, int(number), int(people)
            )

    def told_of(self, text: str, matches: Sequence[Match]) -> list[tuple[int, str, float]]:
        """The countries a text speaks of; finding and placing ask for the same text in turn, so the last is kept."""
        if self._told is None or self._told[0] is not matches:
            self._told = (matches, evidence(text, matches))
        return self._told[1]

    def find_places(
        self, text: str, lang: str, matches: Sequence[Match], actors: Sequence[ActorMention] = ()
    ) -> list[PlaceMention]:
        """The places of a text, in order; `matches` are the hits of all name patterns in it."""
        column = COLUMN.get(lang, "en")
        return with_distances(text, lang, find(self, text, lang, matches, actors), self.words[column], self._numbers)

    def resolve(
        self, text: str, lang: str, mentions: Sequence[PlaceMention], matches: Sequence[Match],
        context: Counter[str] | None = None,
    ) -> list[Place | None]:  # fmt: skip
        """Where the places of a text are, one for each mention; None where even the country is open.

        `context` adds weight to countries known from outside the text, such as the title.
        """
        return Placing(self, text, lang, mentions, matches, context or Counter()).places()
