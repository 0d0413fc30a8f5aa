"""What a day needs in cores, memory, disk and workers, drawn out from measured days: `make cost`.

Reads growing.json, which `make bench-day KEEP=1` writes. Each cost is a straight line through the smallest and the
largest measured day: so much for a day, so much for an article. Where an article costs more the larger the day is, that
is said, and the line is the least it can be. Reading is shared among workers, one core each; what else a day takes
(collecting, checks, publication, report) comes one after the other on one core. Measured were days of some thousand
articles in an empty warehouse; how publication holds up as it fills, `make bench-scale` tells.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

KEPT = Path(__file__).with_name("growing.json")
DAYS = (10_000, 1_000_000, 100_000_000)
READING = "process"
MOST_SHARDS = 256
"""Of a day, as in daily.py: of larger days, shards grow."""
RISING = 1.25
Day = Mapping[str, Any]


class Line(NamedTuple):
    """A cost: so much for a day, and so much for each article."""

    fixed: float
    each: float

    def at(self, n: float) -> float:
        """The cost of n articles."""
        return self.fixed + self.each * n


def line(days: Sequence[Day], cost: Callable[[Day], float]) -> Line:
    """Through the smallest and the largest measured day; never negative."""
    first, last = (min(days, key=lambda d: d["articles"]), max(days, key=lambda d: d["articles"]))
    each = max(0.0, (cost(last) - cost(first)) / (last["articles"] - first["articles"]))
    return Line(max(0.0, cost(first) - each * first["articles"]), each)


def off(days: Sequence[Day], cost: Callable[[Day], float]) -> float:
    """How far the days between lie off the line, at most, as a share."""
    drawn = line(days, cost)
    return max(abs(cost(day) / drawn.at(day["articles"]) - 1) for day in days)


def rises(days: Sequence[Day], cost: Callable[[Day], float]) -> bool:
    """Whether an article of the largest day costs clearly more than one of the day before it: the line is the least."""
    *_, before, last = sorted(days, key=lambda d: d["articles"])
    return cost(last) / last["articles"] > RISING * cost(before) / before["articles"]


class Need(NamedTuple):
    """What a day needs."""

    reading: float
    """Core seconds, for all workers."""
    serial: float
    """Core seconds, one step after the other."""
    workers: int | None
    """None where the steps that nobody shares take longer than there is time."""
    worker_megabytes: float
    checks_megabytes: float
    archive: float
    kept: float
    staging: float
    """Bytes."""


def need(days: Sequence[Day], articles: int, seconds: float, shards: int) -> Need:
    """What so many articles need to be loaded within so many seconds."""

    def spent(step: str) -> Callable[[Day], float]:
        return lambda day: float(day["process"][step] + day["server"][step])

    reading = line(days, spent(READING)).at(articles)
    serial = sum(line(days, spent(step)).at(articles) for step in days[0]["process"] if step != READING)
    left = seconds - serial
    memory = {what: line(days, lambda d, what=what: d["megabytes"][what]) for what in ("reading", "checking")}
    disk = {what: line(days, lambda d, what=what: d["bytes"][what]).at(articles) for what in days[0]["bytes"]}
    return Need(
        reading, serial, math.ceil(reading / left) if left > 0 else None,
        memory["reading"].at(articles / shards), memory["checking"].at(articles), **disk,
    )  # fmt: skip


def main() -> None:
    """Read, draw out, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, default=KEPT, help="measured days (default the kept ones)")
    parser.add_argument(
        "--hours", type=float, default=6, help="within which a day is to be loaded (default %(default)s)"
    )
    parser.add_argument("--articles", type=int, nargs="+", default=DAYS, help="of a day")
    parser.add_argument("--shard-bytes", type=int, default=8_000_000, help="DROPWIRE_SHARD_BYTES (default %(default)s)")
    given = parser.parse_args()
    told = json.loads(given.source.read_text(encoding="utf-8"))
    days = told["days"]
    print(f"measured: {', '.join(str(day['articles']) for day in days)} articles on {told['machine']}")
    for step in days[0]["process"]:
        for part in ("process", "server"):
            drawn = line(days, lambda d, step=step, part=part: d[part][step])
            if drawn.each > 1e-4:
                gap = off(days, lambda d, step=step, part=part: d[part][step])
                print(
                    f"  {step:8} in the {part:8} {drawn.fixed:6.2f} s a day + {1000 * drawn.each:6.2f} ms an article"
                    f" (off by {100 * gap:.0f} % at most)"
                    + (", AT LEAST: it rises" if rises(days, lambda d, step=step, part=part: d[part][step]) else "")
                )
    for articles in given.articles:
        size = line(days, lambda d: d["bytes"]["archive"]).at(articles)
        shards = max(1, min(MOST_SHARDS, 1 + int(size // given.shard_bytes)))
        print(f"{articles:,} articles within {given.hours:g} h, {shards} shards")
        tell(need(days, articles, given.hours * 3600, shards), given.hours)


def tell(told: Need, hours: float) -> None:
    """Print what a day needs."""
    print(f"  cores    {hms(told.reading)} of reading, shared; {hms(told.serial)} of one core after another")
    if told.workers is None:
        print(f"  workers  none suffice: what cannot be shared takes longer than {hours:g} h")
    else:
        took = told.reading / told.workers + told.serial
        memory = told.workers * told.worker_megabytes / 1000
        print(f"  workers  {told.workers}, and a core for PostgreSQL: {hms(took)}; their memory {memory:,.1f} GB")
    print(f"  memory   {told.worker_megabytes:,.0f} MB a reading worker, {told.checks_megabytes:,.0f} MB the checks")
    print(
        f"  disk     raw {told.archive / 1e9:,.2f} GB, warehouse {told.kept / 1e9:,.2f} GB a day; "
        f"{(told.archive + told.kept) * 365 / 1e12:,.2f} TB a year; staging {told.staging / 1e9:,.2f} GB meanwhile"
    )


def hms(seconds: float) -> str:
    """Seconds, minutes or hours, whatever reads well."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:,.1f} h"


if __name__ == "__main__":
    main()
