"""From drops to published rows on one core, PostgreSQL included, beside other ways of doing it: `make bench`.

The same generated drops, text drops and whole pages, some of them near-copies, go through
  Dropwire  the daily run: archive, clean, events, duplicates, stories, links, checks, publication, search, report;
  tier C    good libraries as they come (libraries.py): trafilatura, py3langid, datasketch, a compiled trie, COPY;
  tier B    the usual way (baseline.py): BeautifulSoup, langdetect, `in` loops, execute_values;
  floor     what none can leave out (floor.py): parse, sha256, NFC check, HTML tree, COPY, merge.
Only Dropwire checks what it stages; "unchecked" leaves that out. Whole pages are cleaned alone beside trafilatura, too.
Each runs in a process of its own, in turns; a round gives one ratio, the medians of the rounds are printed. Speed is
taken from the CPU time of the process and the server, so that other work on the machine disturbs it little.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from contenders import Contender, Stand, compete, ratios
from generate import TELLING, drops, write
from picture import bars
from ratios import arguments, judge
from rich.console import Console
from rich.table import Table
from storing import server

ROOT = Path(__file__).parents[1]
WARM_UP = 20
COPIED = 20
"""One text drop of so many comes again, its last words cut off."""
PAGES = 20
"""Whole pages of a round of cleaning alone."""
STEPS = ("collect", "process", "check", "publish", "report")


def planted(folder: Path, files: Sequence[Path]) -> list[Path]:
    """Near-copies of some text drops, beside them."""
    texts = [file for file in files if file.suffix == ".txt"][::COPIED]
    copies = ((f"{file.stem}-copy.txt", file.read_text("utf-8").rsplit(" ", 8)[0].encode()) for file in texts)
    return sorted([*files, *write(folder, copies)])


def unchecked(dropwire: Contender, other: Contender) -> list[float]:
    """Ratios with our checks left out, since the others have none."""
    return [
        ratio * ours["cpu"] / (ours["cpu"] - ours["check"])
        for ratio, ours in zip(ratios(dropwire, other), dropwire.rounds, strict=True)
    ]


def report(console: Console, title: str, contenders: Sequence[Contender]) -> dict[str, Any]:
    """Print a table of contenders; returns what goes into the JSON file."""
    table = Table(title=title, title_justify="left")
    table.add_column("", no_wrap=True)
    for column in ("articles/CPU s", "by the clock", "ms CPU an article", "events", "copies", "peak MB", "Dropwire is"):
        table.add_column(column, justify="right")
    for one in contenders:
        table.add_row(
            one.name, f"{median(one.each('articles')):,.1f}", f"{median(one.each('articles', 'wall')):,.1f}",
            f"{1000 * one.per_article('cpu'):.2f}", f"{one.per_article('events'):.1f}",
            f"{sum(r.get('duplicates', 0) for r in one.rounds):.0f}", f"{one.rounds[-1]['peak']:.0f}",
            f"{median(ratios(contenders[0], one)):.3f}x",
        )  # fmt: skip
    console.print(table)
    return {one.name: one.rounds for one in contenders}


def main() -> None:
    """Generate, run, print, write, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="articles (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds they are divided into (default %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="of the generated drops (default %(default)s)")
    parser.add_argument("--pages", type=float, default=0.03, help="share of whole pages (default %(default)s)")
    parser.add_argument(
        "--telling", type=float, default=TELLING, help="share of sentences with events (default %(default)s)"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "work" / "bench", help="folder for the JSON and the picture")
    arguments(parser)
    given = parser.parse_args()
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})  # what is started from here on inherits it
    console = Console()
    console.width = max(console.width, 110)  # the table stays whole in a log
    machine = f"{platform.machine()}, one of {os.cpu_count()} processors, Python {platform.python_version()}"
    with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as name, server(Path(name)) as (loader, owner):
        folder = Path(name)
        made = drops(given.count, given.seed, given.pages, telling=given.telling)
        files = planted(folder / "drops", write(folder / "drops", made))
        pages = write(folder / "pages", drops(PAGES * (given.rounds + 1), given.seed + 1, 1, 0))
        size = sum(file.stat().st_size for file in files) / 1e6
        console.print(
            f"{given.count:,} articles in {len(files):,} drops, {size:.1f} MB, {given.rounds} rounds; {machine}"
        )
        ways = [Contender(way, Stand(loader, owner, folder)) for way in ("Dropwire", "tier C", "tier B", "floor")]
        warm, rest = files[:WARM_UP], files[WARM_UP:]
        compete(ways, warm, [rest[at :: given.rounds] for at in range(given.rounds)])
        told = {"machine": machine, "rows": report(console, "From drops to published rows", ways)}
        alone = [Contender("Dropwire, pages"), Contender("trafilatura")]
        compete(alone, pages[:PAGES], [pages[at : at + PAGES] for at in range(PAGES, len(pages), PAGES)])
        told["pages"] = report(console, "Whole pages to text, alone", alone)
    ours = ways[0]
    steps = {step: 1000 * ours.per_article(step) for step in STEPS}
    console.print("Dropwire, ms CPU an article:", ", ".join(f"{step} {took:.2f}" for step, took in steps.items()))
    found = {f"Dropwire / {other.name}": ratios(ours, other) for other in ways[1:]}
    found |= {f"{name}, unchecked": unchecked(ours, other) for name, other in zip(found, ways[1:], strict=True)}
    found["whole pages: Dropwire / trafilatura"] = ratios(*alone)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "throughput.json").write_text(json.dumps(told | {"ratios": found}, indent=1) + "\n", encoding="utf-8")
    speeds = {one.name: median(one.each("articles")) for one in ways[:3]}
    picture = bars("From drops to published rows: articles a second of one core", speeds)
    (given.out / "throughput.svg").write_text(picture, encoding="utf-8")
    settings = {name: getattr(given, name) for name in ("count", "rounds", "seed", "pages", "telling")}
    judge(found, ", ".join(f"{name} {value}" for name, value in settings.items()), given)
    console.print(f"Written to {given.out}")


if __name__ == "__main__":
    main()
