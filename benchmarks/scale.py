"""How publishing holds up as the warehouse grows to a million articles: `make bench-scale`.

Articles of about a kilobyte with two events and three mentions each, a load of 2,000 for each simulated day. A day has
half as many happenings as articles; some are told by many articles, most by one or two, with tolls that differ, so
that reports meet and merge. 10,000 articles are published for real; from there the warehouse is filled with rows of
their form (filling.py) to each level. There five days are staged and published for real, each in turn with one of the
first five of an empty warehouse, so that whatever else the machine does slows both: a ratio is of these two, by the
clock on the wall. COPY against executemany is measured beside it.

With --folder the warehouse is kept, and `--minutes 10` stops after the level that is being measured then; the same
command goes on from there. Figures, a curve and a JSON file go to work/bench/. Told, too, are the statements of
publishing whose part of the server's time has grown most.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import psutil
import psycopg2
from filling import fill, keep_block
from picture import curve
from psycopg2.extensions import connection, cursor
from world import Told, World

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "include"))

from dropwire.link import signature  # noqa: E402
from dropwire.load import (  # noqa: E402
    DropFile,
    begin_load,
    files_of_day,
    migrate,
    publish,
    refresh_search,
    register_files,
    stage,
)
from dropwire.load.copy import copy_rows  # noqa: E402
from dropwire.load.rows import ARTICLES, EVENTS, MENTIONS, SPANS, Batch  # noqa: E402
from dropwire.load.statements import statement  # noqa: E402
from dropwire.local.postgres import SUPERUSER, Postgres  # noqa: E402
from dropwire.local.roles import LOADER, OWNER  # noqa: E402

DAY, DAYS = 2_000, 5
"""Articles of a load; loads of a block, the 10,000 that are repeated."""
BLOCK = DAY * DAYS
LEVELS = (10_000, 30_000, 100_000, 300_000, 1_000_000)
FIRST = date(2015, 1, 1)
TEXTS = {"assoc_actor1", "assoc_actor2", "published_contradictions"}
SIZES = """SELECT (SELECT count(*) FROM news.articles), (SELECT count(*) FROM news.event_mentions),
                  (SELECT count(*) FROM news.events), pg_database_size(current_database())"""
SERVER = {"max_wal_size": "2GB", "wal_level": "minimal", "max_wal_senders": "0", "checkpoint_timeout": "30min"}
ROOM = 25_000
"""Bytes on disk an article needs, with all that hangs on it and the log of writing it."""
Point = dict[str, float]
TIMED = ("stage", "publish", "cpu", "index")


class Watched(cursor):
    """A cursor that counts the seconds the server works on each statement of publishing."""

    spent: dict[str, float] = {}  # noqa: RUF012 - one for all: publishing is one statement after another

    def execute(self, query: Any, values: Any = None) -> None:  # noqa: ANN401 - as psycopg2 has it
        """Run and count."""
        server = psutil.Process(self.connection.info.backend_pid)
        before = server.cpu_times()
        super().execute(query, values)
        after = server.cpu_times()
        name = _statements().get(query, "beside them")
        self.spent[name] = self.spent.get(name, 0.0) + after.user + after.system - before.user - before.system


@cache
def _statements() -> dict[str, str]:
    folder = ROOT / "include" / "dropwire" / "load" / "sql" / "publish"
    return {statement(f"publish/{path.stem}"): path.stem for path in sorted(folder.glob("*.sql"))}


def load(conn: connection, told: Sequence[Told], day: date) -> Point:
    """Milliseconds an article of staging, publishing and indexing a day; `cpu` is the server's work in publishing."""
    server = psutil.Process(conn.info.backend_pid)
    drops = [DropFile(a.item.file, a.item.file_sha256, 1000, day, datetime.now(UTC), "key") for a, _ in told]
    register_files(conn, "benchmark", drops)
    began = monotonic()
    number = begin_load(conn, day, f"benchmark {day}", files_of_day(conn, day))
    stage(conn, number, "1 of 1", told, sign=signature)
    Watched.spent.clear()
    staged, before = monotonic(), server.cpu_times()
    publish(conn, number)
    published, after = monotonic(), server.cpu_times()
    statements = dict(Watched.spent)
    refresh_search(conn)
    ended = monotonic()
    spent = {"stage": staged - began, "publish": published - staged, "index": ended - published}
    spent["cpu"] = after.user + after.system - before.user - before.system
    return {name: seconds / len(told) * 1000 for name, seconds in (spent | statements).items()}


def days(slot: int) -> Iterator[tuple[date, list[Told]]]:
    """The days of a block, told anew."""
    world = World(slot)
    for number in range(DAYS):
        day = FIRST + timedelta(days=slot * DAYS + number)
        yield day, list(world.day(day, DAY))


def copied_against_executemany(conn: connection, told: Sequence[Told]) -> float:
    """How many times faster COPY brings a day's rows into plain tables like those of staging than executemany does."""
    batch = Batch(0, "0")
    for article, events in told:
        batch.add(article, events, signature(article.body))
    spent = dict.fromkeys(("copy", "many"), 0.0)
    with conn, conn.cursor() as cur:
        for name, columns, rows in (
            ("articles", ARTICLES, batch.articles), ("removed_spans", SPANS, batch.spans),
            ("events", EVENTS, batch.events), ("mentions", MENTIONS, batch.mentions),
        ):  # fmt: skip
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


def begin(conn: connection, superuser: connection) -> dict[str, Any]:
    """Publish the block that is repeated."""
    for day, told in days(0):
        load(conn, told, day)
    keep_block(superuser)
    told = list(World(1).day(FIRST, DAY))
    copied = median(copied_against_executemany(conn, told) for _ in range(3))
    print(f"COPY is {copied:.1f}x executemany")
    return {"copy": copied, "slot": 1, "points": []}


def level(conn: connection, superuser: connection, target: int, state: dict[str, Any]) -> None:
    """Fill up to about `target` articles and publish five days there, in turns with the first five of an empty one."""
    with conn, conn.cursor() as cur:
        cur.execute("SELECT count(*) FROM news.articles")
        (present,) = cur.fetchone() or (0,)
    missing, began = max(0, (target - present) // BLOCK), monotonic()
    if missing:
        fill(superuser, state["slot"], state["slot"] + missing - 1, DAYS)
    present += missing * BLOCK
    print(f"{present:,} articles, filled in {monotonic() - began:.0f} s")
    now, first = list[Point](), list[Point]()
    with tempfile.TemporaryDirectory() as folder, Postgres(Path(folder) / "postgres", settings=SERVER) as empty:
        migrate(empty.url(OWNER))
        with closing(psycopg2.connect(empty.url(LOADER), cursor_factory=Watched)) as beside:
            for (day, told), (first_day, first_told) in zip(days(state["slot"] + missing), days(0), strict=True):
                first.append(load(beside, first_told, first_day))
                now.append(load(conn, told, day))
                print(f"  publish {now[-1]['publish']:6.2f} beside {first[-1]['publish']:6.2f}", flush=True)
    state["slot"] += missing + 1
    state["points"].append({"articles": present, "now": _mean(now), "first": _mean(first)})
    with conn, conn.cursor() as cur:
        cur.execute(SIZES)
        state |= zip(("articles", "mentions", "events", "bytes"), cur.fetchone() or (), strict=False)


def _mean(points: Sequence[Point]) -> Point:
    return {name: sum(point.get(name, 0.0) for point in points) / len(points) for name in points[-1]}


def tell(state: dict[str, Any]) -> None:
    """Print the curve, and leave it as a picture and as JSON."""
    points = state["points"]
    print("    articles   ms an article, and times the first 10,000 beside them: stage, publish, its cpu, index")
    for point in points:
        now, first = point["now"], point["first"]
        told = (f"{now[name]:8.2f} {now[name] / first[name]:5.2f}x" for name in TIMED)
        print(f"{point['articles']:12,.0f}", *told)
    now, first = points[-1]["now"], points[-1]["first"]
    grown = sorted(((now.get(name, 0.0) - first.get(name, 0.0), name) for name in now if "_" in name), reverse=True)
    for more, name in grown[:3]:
        print(f"{more:+8.2f} ms cpu an article in publish/{name}.sql")
    out = ROOT / "work" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    (out / "scale.json").write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
    lines = {name: [(p["articles"], p["now"][name] / p["first"][name]) for p in points] for name in TIMED}
    drawn = curve("Time an article, times that of the first 10,000, as the warehouse grows", lines)
    (out / "scale.svg").write_text(drawn, encoding="utf-8")
    print(
        "{articles:,} articles, {mentions:,} mentions, {events:,} events,".format(**state),
        f"{state['bytes'] / 1e9:.1f} GB; curve in {out / 'scale.svg'}",
    )


def run(folder: Path, most: int, minutes: float) -> None:
    """What is left to measure, as far as the time goes."""
    kept, deadline = folder / "scale.json", monotonic() + 60 * minutes
    with Postgres(folder / "postgres", settings=SERVER) as postgres:
        migrate(postgres.url(OWNER))
        with (
            closing(psycopg2.connect(postgres.url(LOADER), cursor_factory=Watched)) as conn,
            closing(psycopg2.connect(postgres.url(SUPERUSER))) as superuser,
        ):
            state = json.loads(kept.read_text("utf-8")) if kept.exists() else begin(conn, superuser)
            kept.write_text(json.dumps(state), encoding="utf-8")
            for target in [n for n in LEVELS if n <= most][len(state["points"]) :]:
                if monotonic() > deadline:
                    print("the time is over; the same command goes on from here")
                    break
                missing, free = max(0, target - state.get("articles", 0)) * ROOM, shutil.disk_usage(folder).free
                if missing > free:
                    print(f"{target:,} articles need {missing / 1e9:.0f} GB on disk, {free / 1e9:.0f} GB are free")
                    break
                level(conn, superuser, target, state)
                kept.write_text(json.dumps(state, indent=1), encoding="utf-8")
    tell(state)


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=LEVELS[-1], help="the highest level: 10,000 to a million")
    parser.add_argument("--folder", type=Path, help="keep the warehouse here, and go on with the one that is there")
    parser.add_argument("--minutes", type=float, default=600, help="begin no further level after this")
    args = parser.parse_args()
    if args.folder:
        args.folder.mkdir(parents=True, exist_ok=True)
        run(args.folder, args.articles, args.minutes)
    else:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder), args.articles, args.minutes)


if __name__ == "__main__":
    main()
