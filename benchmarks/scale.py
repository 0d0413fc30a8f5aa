"""How loading holds up as the warehouse grows: `make bench-scale`, or with ARGS="--articles 100000".

Articles of about a kilobyte with two events and three mentions each, a load of 10,000 for each simulated day. A day has
half as many happenings as articles; some are told by many articles, most by one or two, with tolls that differ, so
that reports meet and merge. Staging and publishing are timed apart, by the clock on the wall; a curve and a JSON file
go to work/bench/. COPY against executemany, and the first day staged and published again unchanged against fresh, are
measured in the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any, NamedTuple

import psycopg2
from picture import curve
from psycopg2.extensions import connection
from storing import server

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "include"))

from dropwire.article import Article, Event, Mention, Published, RawItem, Segment, Span  # noqa: E402
from dropwire.link import signature  # noqa: E402
from dropwire.load import DropFile, begin_load, publish, refresh_search, register_files, stage  # noqa: E402
from dropwire.load.copy import copy_rows  # noqa: E402
from dropwire.load.rows import ARTICLES, EVENTS, Batch  # noqa: E402

TYPES = (
    "battle.armed_clash", "explosion.air_drone_strike", "vac.attack", "explosion.shelling_artillery_missile",
)  # fmt: skip
FIRST = date(2015, 1, 1)
TEXTS = {"assoc_actor1", "assoc_actor2", "published_contradictions"}
SIZES = """SELECT pg_database_size(current_database()), (SELECT count(*) FROM news.events),
                  (SELECT count(*) FROM news.event_mentions)"""
Told = tuple[Article, tuple[Event, ...]]


class Happening(NamedTuple):
    """What took place, where the number of a place stands for its sides, too."""

    day: date
    type: str
    place: int


class World:
    """Endless made-up news of some thousand places."""

    def __init__(self, seed: int = 7) -> None:
        rng = random.Random(seed)
        words = ["".join(rng.choices("abcdeghiklmnoprstuvxy", k=rng.randint(2, 7))) for _ in range(8_000)]
        self.rng = rng
        self.sentences = [" ".join(rng.choices(words, k=20)).capitalize() + "." for _ in range(20_000)]
        self.places = [
            (f"Place {n}", rng.uniform(-30, 50), rng.uniform(-80, 120), f"Province {n // 40}") for n in range(4_000)
        ]
        self.recent: list[list[Happening]] = []

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


def load(conn: connection, told: Sequence[Told], day: date) -> dict[str, float]:
    """Seconds of staging and publishing a day."""
    drops = [DropFile(a.item.file, a.item.file_sha256, 1000, day, datetime.now(UTC), "key") for a, _ in told]
    register_files(conn, "benchmark", drops)
    began = monotonic()
    number = begin_load(conn, day, f"benchmark {day}", drops)
    stage(conn, number, "1 of 1", told, sign=signature)
    staged = monotonic()
    publish(conn, number)
    published = monotonic()
    refresh_search(conn)
    return {"stage": staged - began, "publish": published - staged, "index": monotonic() - published}


def copied_against_executemany(conn: connection, told: Sequence[Told]) -> float:
    """How many times faster COPY brings the same articles and events into plain tables than executemany does."""
    batch = Batch(0, "0")
    for article, events in told:
        batch.add(article, events, signature(article.body))
    spent = dict.fromkeys(("copy", "many"), 0.0)
    with conn, conn.cursor() as cur:
        for name, columns, rows in (("articles", ARTICLES, batch.articles), ("events", EVENTS, batch.events)):
            for way in spent:
                cur.execute(f"CREATE TEMP TABLE {way}_{name} (LIKE staging.{name} INCLUDING ALL) ON COMMIT DROP")
            began = monotonic()
            copy_rows(cur, f"copy_{name}", columns, rows)
            copied = monotonic()
            marks = ", ".join("%s" + ("::text[]" if column in TEXTS else "") for column in columns)
            statement = f"INSERT INTO many_{name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 (our own names)
            cur.executemany(statement, [[_plain(value) for value in row] for row in rows])
            spent["copy"] += copied - began
            spent["many"] += monotonic() - copied
    return spent["many"] / spent["copy"]


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return json.dumps(value)
    return list(value) if isinstance(value, tuple) else value


def measure(conn: connection, n_articles: int, per_day: int) -> dict[str, Any]:
    """Load day after day; milliseconds an article of each, and the ratios of the first day."""
    world, points, ratios = World(), [], {}
    for n in range(max(1, n_articles // per_day)):
        day = FIRST + timedelta(days=n)
        told = list(world.day(day, per_day))
        spent = load(conn, told, day)
        points.append({"articles": (n + 1) * per_day, **{name: s / per_day * 1000 for name, s in spent.items()}})
        if n == 0:
            again = load(conn, told, day)
            ratios["copy"] = copied_against_executemany(conn, told)
            ratios["unchanged"] = (spent["stage"] + spent["publish"]) / (again["stage"] + again["publish"])
            print("COPY is {copy:.1f}x executemany, an unchanged day {unchanged:.1f}x a fresh one".format(**ratios))
        if n % 10 == 0 or (n + 1) * per_day >= n_articles:
            print(
                "{articles:>10,} articles: stage {stage:.2f}, publish {publish:.2f}, index {index:.2f} ms each".format(
                    **points[-1]
                )
            )
    growth = median(point["publish"] for point in points[-5:]) / points[0]["publish"]
    return {**ratios, "growth": growth, "points": points}


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--day", type=int, default=10_000, help="articles in a load")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder)) as (url, _),
        closing(psycopg2.connect(url)) as conn,
        conn.cursor() as cur,
    ):
        result = measure(conn, args.articles, args.day)
        cur.execute(SIZES)
        size, events, mentions = cur.fetchone() or (0, 0, 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    out = ROOT / "work" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    result |= {"events": events, "mentions": mentions, "database_gb": size / 1e9, "peak_mb": peak}
    (out / "scale.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    lines = {name: [(p["articles"], p[name]) for p in result["points"]] for name in ("publish", "stage", "index")}
    (out / "scale.svg").write_text(curve("Milliseconds an article as the warehouse grows", lines), encoding="utf-8")
    print(
        f"publishing takes {result['growth']:.2f}x of what the first {args.day:,} took; {events:,} events of "
        f"{mentions:,} mentions, {size / 1e9:.1f} GB, this process {peak:.0f} MB; curve in {out / 'scale.svg'}"
    )


if __name__ == "__main__":
    main()
