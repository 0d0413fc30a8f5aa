"""Where events happened, as GeoJSON: a mark for every place and how exactly it is known, or for many places as one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import floor
from typing import Any

from psycopg2.extensions import cursor

from dropwire.pages.events.find import Selection
from dropwire.pages.events.statements import Row, ask

MOST = 2500
"""Marks of one answer; where there are more, neighbours are put together until there are not."""
_CELLS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Degrees within which places are put together, tried in turn."""
FAMILIES = ("battle", "explosion", "vac", "protest", "riot", "strategic", "diplomatic")
"""Of types, as sql/marks.sql counts them."""
View = tuple[float, float, float, float]


@dataclass(slots=True)
class Mark:
    """A point on the map and what happened there."""

    places: dict[str, str] = field(default_factory=dict)
    """Ids of the places and their names."""
    where: str = ""
    precision: int = 1
    n: int = 0
    dead: int | None = None
    lat: float = 0.0
    lon: float = 0.0
    """The point in the middle, by number of events."""
    families: Counter[str] = field(default_factory=Counter)

    def add(self, other: Mark) -> None:
        """Take another in."""
        n = self.n + other.n
        self.lat = (self.lat * self.n + other.lat * other.n) / n
        self.lon = (self.lon * self.n + other.lon * other.n) / n
        self.n, self.precision = n, max(self.precision, other.precision)
        if other.dead is not None:
            self.dead = (self.dead or 0) + other.dead
        if other.n > self.n / 2 or not self.where:
            self.where = other.where
        self.places |= other.places
        self.families.update(other.families)

    def feature(self) -> dict[str, Any]:
        """It as a GeoJSON feature."""
        one = next(iter(self.places.items())) if len(self.places) == 1 else (None, "")
        return {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(self.lon, 4), round(self.lat, 4)]},
            "properties": {
                "id": one[0], "name": one[1], "where": self.where, "places": len(self.places), "n": self.n,
                "dead": self.dead, "precision": self.precision, "family": self.families.most_common(1)[0][0],
            },
        }  # fmt: skip


def marks(cur: cursor, chosen: Selection, view: View | None) -> dict[str, Any]:
    """A GeoJSON collection of what lies in the view, or of all; `whole` is false where places were put together."""
    if chosen.unknown:
        return {"type": "FeatureCollection", "features": [], "whole": True}
    west, south, east, north = view or (None,) * 4
    rows = ask(cur, "matching", "marks", **chosen.values, view_west=west, view_south=south, view_east=east,
               view_north=north)  # fmt: skip
    found = [_mark(row) for row in rows]
    shown = found
    for cell in _CELLS:
        if len(shown) <= MOST:
            break
        shown = _together(found, cell)
    features = [mark.feature() for mark in sorted(shown, key=lambda mark: -mark.n)]
    return {"type": "FeatureCollection", "features": features, "whole": shown is found}


def _mark(row: Row) -> Mark:
    location_id, name, admin1, country, lat, lon, precision, families, n, dead = row
    where = ", ".join(part for part in (admin1, country) if part and part != name)
    counted = Counter(dict(zip(FAMILIES, families, strict=True)))
    return Mark({location_id: name}, where, precision, n, dead, lat, lon, counted)


def _together(found: Iterable[Mark], cell: float) -> list[Mark]:
    cells: dict[tuple[int, int, bool], Mark] = defaultdict(Mark)
    for mark in found:
        cells[floor(mark.lat / cell), floor(mark.lon / cell), mark.precision == 4].add(mark)
    return list(cells.values())
