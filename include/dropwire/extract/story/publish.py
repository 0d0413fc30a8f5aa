"""Told events as the records the pipeline passes on."""

from __future__ import annotations

from typing import cast

from dropwire.article import DatePrecision, Event
from dropwire.extract.story.merge import Told
from dropwire.extract.types import plover

_FULL = 6


def as_event(told: Told) -> Event:
    """The record of one event."""
    place = told.place
    return Event(
        type=told.type,
        plover=plover(told.type, told.act),
        date=told.date,
        date_min=told.date_min,
        date_max=told.date_max,
        date_precision=cast(DatePrecision, told.date_precision),
        date_basis=told.date_basis,
        place=place.name if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        admin1=place.admin1 if place else None,
        country=place.country if place else None,
        geonames_id=place.geonames_id if place else None,
        geo_precision=place.precision if place else 4,
        actor1=told.actor1,
        assoc_actor1=tuple(a for a in told.assoc1 if a != told.actor1),
        actor2=told.actor2,
        assoc_actor2=tuple(a for a in told.assoc2 if a != told.actor2),
        fatalities=told.fatalities,
        fatalities_low=told.fatalities_low,
        fatalities_high=told.fatalities_high,
        injured=told.injured,
        captured=told.captured,
        weapon=told.weapon,
        status=told.status,
        attribution=told.attribution,
        background=told.background,
        group=told.group,
        confidence=_confidence(told),
        mentions=tuple(told.mentions),
        rules={field: rule for field, rule in told.rules.items() if rule},
    )


def _confidence(told: Told) -> float:
    """The share of the arguments the article itself gives, dampened for what is told as background."""
    said = (
        2 * (told.place is not None and told.own_place) + (told.actor1 is not None) + (told.actor2 is not None)
        + 2 * told.own_date
    )  # fmt: skip
    return round((0.4 + 0.6 * said / _FULL) * (0.7 if told.background else 1.0), 2)
