"""Two processes beside one over days of equal work, PostgreSQL on the same two cores: `make bench-processes`.

A day's shards go to a pool of one process or of two, both warm; the other steps are the same. Seconds by the clock, so
that the figure says something only on a machine that does nothing else: what others take meanwhile is told beside it.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import monotonic

import psutil
from generate import TELLING, drops, write
from ratios import arguments, judge
from storing import DAY, Desk, Loaded, server

SHARDS = 8


def busy() -> float:
    """Seconds all processors have worked so far, whoever for."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - times.iowait - times.guest - times.guest_nice)


def main() -> None:
    """Load days in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500, help="of a day (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="days of each way (default %(default)s)")
    arguments(parser)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    spawn = multiprocessing.get_context("spawn")
    pools = {n: ProcessPoolExecutor(n, mp_context=spawn) for n in (1, 2)}
    walls: dict[int, list[Loaded]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as (url, _):
        desk = Desk(url, Path(name))
        for number in range(2 * given.rounds + 2):  # the first two warm up
            day, n = DAY + timedelta(days=number), 1 + number % 2
            files = write(Path(name) / "made" / str(number), drops(given.articles, seed=number, telling=TELLING))
            desk.settings = desk.settings.model_copy(update={"shard_bytes": _eighth(files)})
            desk.deliver(day, files)
            began, spent = monotonic(), busy()
            loaded = desk.load(day, pool=pools[n])
            took = monotonic() - began
            if number > 1:
                walls[n].append(loaded)
                print(
                    f"{n} process{'es' if n > 1 else '  '}: {took:6.1f} s, its shards {loaded.wall['process']:6.1f} s; "
                    f"{(busy() - spent) / took:.2f} processors busy in all",
                    flush=True,
                )
        for pool in pools.values():
            pool.shutdown()
    found = {
        "two processes / one, shards": [
            one.wall["process"] / two.wall["process"] for one, two in zip(walls[1], walls[2], strict=True)
        ],
        "two processes / one, whole day": [
            sum(one.wall.values()) / sum(two.wall.values()) for one, two in zip(walls[1], walls[2], strict=True)
        ],
    }
    for n, loads in walls.items():
        speed = median(each.articles / sum(each.wall.values()) for each in loads)
        print(f"{n}: {speed:.1f} articles/s by the clock")
    judge(found, f"{given.rounds} days of {given.articles} articles", given)


def _eighth(files: Sequence[Path]) -> int:
    return sum(file.stat().st_size for file in files) // SHARDS


if __name__ == "__main__":
    main()
