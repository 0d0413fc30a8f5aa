"""Same story: which articles tell the same happenings, in whatever words and languages.

Two articles belong together when their texts are nearly the same, or when they share events: two or more, or a third of
what the one with fewer tells. An event is shared when the types are compatible, the days agree, the places are the same
or within 15 km, and the sides do not contradict each other. Context and things that did not happen tie nothing
together. A story is its earliest article and those that belong with it: round-ups, which belong with several, would
else tie a whole war into one story. The warehouse applies the same rule in load/sql/publish; a test holds the two
together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from dropwire.article import Article, Event
from dropwire.link.compatible import compatible
from dropwire.link.text import Signature, signature

NEAR_TEXT = 0.55
_UNDATED = "9999"
LONGEST = timedelta(days=7)
DEGREES = 0.14
"""About 15 km."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as far as it helps to recognise it."""

    number: int
    type: str
    start: date
    end: date
    event: Event

    def is_shared(self, other: _Told) -> bool:
        mine, theirs = self.event, other.event
        return (
            self.start <= other.end
            and other.start <= self.end
            and _near(mine, theirs)
            and _agree(mine.actor1, mine.assoc_actor1, theirs.actor1, theirs.assoc_actor1)
            and _agree(mine.actor2, mine.assoc_actor2, theirs.actor2, theirs.assoc_actor2)
        )


def stories(told: Sequence[tuple[Article, Sequence[Event]]]) -> list[str]:
    """For each article the number of its story, counted from 1 as they appear; articles of one story share it."""
    order = sorted(range(len(told)), key=lambda n: (told[n][0].published.end or _UNDATED, n))
    place = {n: position for position, n in enumerate(order)}
    linked: dict[int, list[int]] = defaultdict(list)
    for a, b in _links(told):
        linked[max(a, b, key=place.__getitem__)].append(min(a, b, key=place.__getitem__))
    head: dict[int, int] = {}
    for n in order:
        head[n] = min((o for o in linked[n] if head[o] == o), key=place.__getitem__, default=n)
    numbers = {first: str(n) for n, first in enumerate(dict.fromkeys(head[n] for n in range(len(told))), start=1)}
    return [numbers[head[n]] for n in range(len(told))]


def _links(told: Sequence[tuple[Article, Sequence[Event]]]) -> Iterator[tuple[int, int]]:
    signatures = [signature(article.body) for article, _ in told]
    for a, b in _candidates([(s.fingerprint, *s.bands) for s in signatures]):
        if _same_text(signatures[a], signatures[b]):
            yield a, b
    kept = [list(_recognisable(events)) for _, events in told]
    for a, b in _candidates([tuple(_days(events)) for events in kept]):
        if _share_events(kept[a], kept[b]):
            yield a, b


def _candidates(keys: Sequence[Sequence[object]]) -> set[tuple[int, int]]:
    """Pairs of positions that share a key."""
    holders: dict[object, list[int]] = defaultdict(list)
    for n, own in enumerate(keys):
        for key in own:
            holders[key].append(n)
    return {pair for group in holders.values() for pair in combinations(group, 2)}


def _days(events: Sequence[_Told]) -> set[date]:
    return {e.start + timedelta(n) for e in events for n in range((e.end - e.start).days + 1)}


def _same_text(a: Signature, b: Signature) -> bool:
    return a.fingerprint == b.fingerprint or a.similarity(b) >= NEAR_TEXT


def _recognisable(events: Sequence[Event]) -> Iterator[_Told]:
    for number, event in enumerate(events):
        if event.background or event.status not in ("asserted", "claimed") or event.geo_precision > 2:
            continue
        first, last = event.date_min or event.date, event.date_max or event.date
        if not first or not last or len(first) < 10 or len(last) < 10 or not (event.place or event.geonames_id):
            continue
        start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
        if end - start <= LONGEST:
            yield _Told(number, event.type, start, end, event)


def _share_events(mine: Sequence[_Told], theirs: Sequence[_Told]) -> bool:
    pairs = [(a.number, b.number) for a in mine for b in theirs if compatible(a.type, b.type) and a.is_shared(b)]
    shared = min(len({a for a, _ in pairs}), len({b for _, b in pairs}))
    return shared >= 2 or (shared > 0 and 3 * shared >= min(len(mine), len(theirs)))


def _near(a: Event, b: Event) -> bool:
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return True
    if a.place is not None and (a.place, a.admin1, a.country) == (b.place, b.admin1, b.country):
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    between = math.radians((a.lat + b.lat) / 2)
    return abs(a.lat - b.lat) <= DEGREES and abs(a.lon - b.lon) * math.cos(between) <= DEGREES


def _agree(a: str | None, with_a: Sequence[str], b: str | None, with_b: Sequence[str]) -> bool:
    return a is None or b is None or a == b or a in with_b or b in with_a
