"""Where a name that somebody typed is: a place that is told of, else one of the gazetteer, in any spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from psycopg2.extensions import cursor

from dropwire.config import Settings
from dropwire.extract.places.gazetteer import Gazetteer
from dropwire.pages.events.statements import Row, ask


@dataclass(frozen=True, slots=True)
class Place:
    """A point with its name, degrees WGS84."""

    location_id: str | None
    """None for a place nothing is told of."""
    name: str
    admin1: str | None
    country: str | None
    lat: float
    lon: float

    @property
    def is_country(self) -> bool:
        """Whether it is a country as a whole."""
        return self.name == self.country


@dataclass(frozen=True, slots=True)
class Found:
    """What a name may mean."""

    place: Place | None
    others: Sequence[Place] = ()
    """Of the same name; without a place, those whose names begin so."""


def place_of(cur: cursor, location_id: UUID) -> Place | None:
    """A place of the warehouse."""
    rows = ask(cur, "place", location_id=str(location_id))
    return _place(rows[0]) if rows else None


def find_place(cur: cursor, name: str, countries: Sequence[str]) -> Found:
    """What the name means: of several places the one that most events are told of.

    Args:
        cur: of the warehouse.
        name: as it was typed.
        countries: where to look for small places nothing is told of.
    """
    rows = ask(cur, "places_named", name=name)
    same = [_place(row) for row in rows if row[6] == 0]
    if not same:
        same = [
            Place(None, entry.name, entry.admin1, entry.country, entry.lat, entry.lon)
            for entry in sorted(
                _gazetteer().lookup(name, countries), key=lambda entry: (entry.kind == "admin1", -entry.population)
            )[:8]
        ]
    if same:
        return Found(same[0], same[1:])
    return Found(None, [_place(row) for row in rows])


def _place(row: Row) -> Place:
    return Place(*row[:6])


@cache
def _gazetteer() -> Gazetteer:
    """Read at the first name the warehouse does not know: half a second, 40 MB."""
    return Gazetteer.load(Settings.from_env().lexicon)
