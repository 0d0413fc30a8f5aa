"""Endless made-up news, for benchmarks of storing: articles of a kilobyte with two events and three mentions each."""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "include"))

from dropwire.article import Article, Event, Mention, Published, RawItem, Segment, Span

TYPES = (
    "battle.armed_clash", "explosion.air_drone_strike", "vac.attack", "explosion.shelling_artillery_missile",
)  # fmt: skip
Told = tuple[Article, tuple[Event, ...]]


class Happening(NamedTuple):
    """What took place, where the number of a place stands for its sides, too."""

    day: date
    type: str
    place: int


class World:
    """Endless made-up news of some thousand places."""

    def __init__(self, seed: int = 0) -> None:
        rng = random.Random(7)  # the same world for every seed, which tells another part of its news
        words = ["".join(rng.choices("abcdeghiklmnoprstuvxy", k=rng.randint(2, 7))) for _ in range(8_000)]
        self.rng = rng
        self.sentences = [" ".join(rng.choices(words, k=20)).capitalize() + "." for _ in range(20_000)]
        self.places = [
            (f"Place {n}", rng.uniform(-30, 50), rng.uniform(-80, 120), f"Province {n // 40}") for n in range(4_000)
        ]
        self.recent: list[list[Happening]] = []
        self.rng.seed(seed)

    def day(self, day: date, count: int) -> Iterator[Told]:
        """A day's articles with their events: mostly of that day, some of the two before it."""
        self.recent = [self._happenings(day, count // 2), *self.recent[:2]]
        for number in range(count):
            yield self._article(day, number)

    def _happenings(self, day: date, count: int) -> list[Happening]:
        return [Happening(day, self.rng.choice(TYPES), self.rng.randrange(len(self.places))) for _ in range(count)]

    def _article(self, day: date, number: int) -> Told:
        sentences = self.rng.choices(self.sentences, k=8)
        body, name = " ".join(sentences), f"{day}/{number}.txt"
        article = Article(
            item=RawItem(name, hashlib.sha256(f"{name}{body}".encode()).hexdigest(), None, "text", body, {}),
            raw_text=body, spans=(Span("body", 0, len(body)),), body=body,
            segments=(Segment(0, len(body), 0, len(body)),), title=sentences[0][:80], lang="vi", lang_confidence=0.99,
            source=f"Paper {self._often(300)}", syndicated_from=None, author=None, url=None,
            published=Published(day.isoformat(), day.isoformat(), "meta"),
        )  # fmt: skip
        ends = [0]
        for sentence in sentences:
            ends.append(ends[-1] + len(sentence) + 1)
        told = self.rng.choice(self.recent)
        first, second = (told[self._often(len(told))] for _ in range(2))
        return article, (self._event(first, body, ends, (0, 3)), self._event(second, body, ends, (5,)))

    def _often(self, n: int) -> int:
        """A number below n, small ones more often."""
        return int(n * self.rng.random() ** 2)

    def _event(self, happening: Happening, body: str, ends: list[int], sentences: Sequence[int]) -> Event:
        place, lat, lon, admin1 = self.places[happening.place]
        when, toll = happening.day.isoformat(), self.rng.choice((None, happening.place % 17, happening.place % 17 + 2))
        mentions = tuple(
            Mention(n, ends[n], ends[n + 1] - 1, body[ends[n] : ends[n + 1] - 1], "asserted", None, toll, None)
            for n in sentences
        )
        return Event(
            type=happening.type, plover="ASSAULT", date=when, date_min=when, date_max=when, date_precision="day",
            date_basis="explicit", place=place, lat=lat, lon=lon, admin1=admin1, country="Country", geonames_id=None,
            geo_precision=1, actor1=f"Side {happening.place % 200}", assoc_actor1=(),
            actor2=self.rng.choice((None, f"Side {happening.place % 199 + 200}")), assoc_actor2=(), fatalities=toll,
            fatalities_low=None, fatalities_high=None, injured=None, captured=None, weapon=None, status="asserted",
            attribution=None, background=False, group=None, confidence=0.8, mentions=mentions,
            rules={"type": "trigger"},
        )  # fmt: skip
