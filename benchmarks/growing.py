"""What a day costs as it grows: CPU by step, peak memory, bytes on disk: `make bench-day`. cost.py reads what it keeps.

Each size is one day of generated drops in an empty warehouse. It is read in one fresh process, as one shard, and
checked and published in another, as Airflow's tasks do it, so that what libraries cost to load is in the figures.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import platform
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from generate import TELLING, drops, write
from picture import curve
from storing import DAY, Desk, Loaded, server

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).with_name("growing.json")


def reading(url: str, home: Path, files: list[Path]) -> Loaded:
    """A day down to staged rows, in this process."""
    logging.disable(logging.WARNING)
    desk = Desk(url, home, shard_bytes=10**12)  # one shard: its memory is to be seen to grow
    desk.deliver(DAY, files)
    return desk.read(DAY)


def checking(url: str, home: Path, loaded: Loaded) -> dict[str, Any]:
    """The rest of it in this process; returns articles, events, bytes, seconds in process and server, megabytes."""
    logging.disable(logging.WARNING)
    desk = Desk(url, home)
    loaded, sizes = desk.bring(loaded), desk.sizes()
    archive = sum(file.stat().st_size for file in (home / "drops" / "archive").rglob("*") if file.is_file())
    return {
        "articles": loaded.articles,
        "mentions": sizes["mentions"],
        "process": {step: cpu - loaded.server[step] for step, cpu in loaded.cpu.items()},
        "server": loaded.server,
        "megabytes": {"reading": loaded.peak["process"], "checking": loaded.peak["report"]},
        "bytes": {"archive": archive, "kept": sizes["kept"], "staging": sizes["staging"]},
    }


def main() -> None:
    """Load days, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[500, 2000, 8000], help="articles (default 500 2000 8000)"
    )
    parser.add_argument("--keep", action="store_true", help=f"write them to {KEPT.name}, too, which cost.py reads")
    parser.add_argument("--out", type=Path, default=ROOT / "work" / "bench", help="folder for the JSON and the picture")
    given = parser.parse_args()
    days = []
    spawn = multiprocessing.get_context("spawn")
    for size in sorted(given.sizes):
        with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as name, server(Path(name)) as (url, _):
            files = write(Path(name) / "made", drops(size, telling=TELLING))
            with ProcessPoolExecutor(1, mp_context=spawn) as fresh:
                loaded = fresh.submit(reading, url, Path(name), files).result()
            with ProcessPoolExecutor(1, mp_context=spawn) as fresh:
                days.append(fresh.submit(checking, url, Path(name), loaded).result())
        tell(days[-1])
    told = {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "days": days,
    }
    given.out.mkdir(parents=True, exist_ok=True)
    for path in [given.out / "growing.json", *([KEPT] if given.keep else [])]:
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    lines = {
        step: [(d["articles"], 1000 * (d["process"][step] + d["server"][step]) / d["articles"]) for d in days]
        for step in ("process", "check", "publish")
    }
    (given.out / "growing.svg").write_text(curve("ms CPU an article as a day grows", lines), encoding="utf-8")


def tell(day: dict[str, Any]) -> None:
    """Print a day."""
    n = day["articles"]
    events = day["mentions"] / n
    steps = (
        f"{step} {1000 * day['process'][step] / n:.2f} + {1000 * day['server'][step] / n:.2f}" for step in day["server"]
    )
    print(f"{n:,} articles, {events:.1f} events each; ms CPU an article, process + server: {', '.join(steps)}")
    memory = ", ".join(f"{what} {size:.0f} MB" for what, size in day["megabytes"].items())
    disk = ", ".join(f"{what} {size / n / 1000:.1f} KB" for what, size in day["bytes"].items())
    print(f"    peak {memory}; an article's disk: {disk}", flush=True)


if __name__ == "__main__":
    main()
