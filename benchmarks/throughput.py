"""Articles per second per core of read + clean + extract, beside the usual way of writing it: `make bench`.

Both run over the same generated drops, each in a process of its own, in turns; a round gives one ratio, and the medians
of the rounds are printed. Speed is taken from CPU time, so other work on the machine disturbs it little.
`--cleaning` also measures cleaning alone beside trafilatura (whole pages) and BeautifulSoup's get_text (text drops);
`--database` also takes both down to rows in the embedded PostgreSQL, by the clock on the wall.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import multiprocessing
import platform
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from generate import drops
from picture import bars
from rich.console import Console
from rich.table import Table
from storing import dropwire_to_rows, server, tier_b_to_rows

ROOT = Path(__file__).parents[1]
LEXICON = ROOT / "include" / "dropwire" / "lexicon"
WARM_UP = 20
"""Drops."""
Result = dict[str, float]
"""Seconds by stage, and the counts `articles` and `events`."""
STAGES = ("read", "clean", "extract")
Runner = Callable[[list[Path]], Result]
sys.path.insert(0, str(ROOT / "include"))


def dropwire(extracting: bool = True) -> Runner:
    """Our pipeline, stage by stage."""
    from dropwire.article import RawItem
    from dropwire.clean import clean, load_rules
    from dropwire.errors import BadItem
    from dropwire.read import read

    rules, extractor = load_rules(LEXICON), None
    if extracting:
        from dropwire.extract import Extractor

        extractor = Extractor(LEXICON)

    def run(files: list[Path]) -> Result:
        spent = dict.fromkeys(("read", "clean", "extract", "articles", "events"), 0.0)
        for path in files:
            began = process_time()
            data = path.read_bytes()
            items = [
                item
                for item in read(path.name, io.BytesIO(data), hashlib.sha256(data).hexdigest())
                if isinstance(item, RawItem)
            ]
            done_reading = process_time()
            articles = []
            for item in items:
                with suppress(BadItem):  # counts as work, not as an article
                    articles.append(clean(item, rules))
            done_cleaning = process_time()
            spent["events"] += sum(len(extractor.extract(article)) for article in articles) if extractor else 0
            spent["extract"] += process_time() - done_cleaning
            spent["clean"] += done_cleaning - done_reading
            spent["read"] += done_reading - began
            spent["articles"] += len(articles)
        return spent

    return run


def tier_b() -> Runner:
    """The baseline, stage by stage."""
    from baseline import Baseline

    pipeline = Baseline(LEXICON)

    def run(files: list[Path]) -> Result:
        spent = dict.fromkeys(("read", "clean", "extract", "articles", "events"), 0.0)
        for path in files:
            began = process_time()
            raw = list(pipeline.read(path))
            done_reading = process_time()
            texts = [pipeline.clean(title, text)[1] for title, text in raw]
            done_cleaning = process_time()
            spent["events"] += sum(len(pipeline.extract(text)) for text in texts)
            spent["extract"] += process_time() - done_cleaning
            spent["clean"] += done_cleaning - done_reading
            spent["read"] += done_reading - began
            spent["articles"] += len(texts)
        return spent

    return run


def _over_texts(clean: Callable[[str], Any]) -> Runner:
    def run(files: list[Path]) -> Result:
        began = process_time()
        for path in files:
            clean(path.read_text(encoding="utf-8"))
        return {"clean": process_time() - began, "articles": float(len(files))}

    return run


def trafilatura_pages() -> Runner:
    """trafilatura with its default settings."""
    from trafilatura import extract

    return _over_texts(extract)


def get_text() -> Runner:
    """BeautifulSoup's text of the whole drop."""
    from bs4 import BeautifulSoup

    return _over_texts(lambda text: BeautifulSoup(text, "lxml").get_text("\n"))


CONTENDERS: dict[str, Callable[[str], Runner]] = {
    "dropwire": lambda _: dropwire(),
    "tier B": lambda _: tier_b(),
    "dropwire cleaning": lambda _: dropwire(extracting=False),
    "trafilatura": lambda _: trafilatura_pages(),
    "get_text": lambda _: get_text(),
    "dropwire to rows": lambda url: dropwire_to_rows(url),
    "tier B to rows": lambda url: tier_b_to_rows(url),
}
"""What makes each runner, given the warehouse's URL."""


def peak_megabytes() -> float:
    """The most memory this process ever held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


def serve(name: str, pipe: Connection, url: str) -> None:
    """A contender's process: loads it, then answers each list of files with a result, `None` with the peak."""
    began = process_time()
    run = CONTENDERS[name](url)
    pipe.send({"ready": process_time() - began})
    while (files := pipe.recv()) is not None:
        pipe.send(run(files))
    pipe.send(peak_megabytes())


class Contender:
    """A process that runs one pipeline on request."""

    def __init__(self, name: str, url: str = "") -> None:
        self.name = name
        self.pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self.process = context.Process(target=serve, args=(name, theirs, url), daemon=True)
        self.process.start()
        theirs.close()
        self.startup: float = self.pipe.recv()["ready"]
        self.rounds: list[Result] = []
        self.peak = float("nan")

    def run(self, files: list[Path]) -> None:
        """One round."""
        self.pipe.send(files)
        self.rounds.append(self.pipe.recv())

    def stop(self) -> None:
        """End the process and note its peak memory."""
        self.pipe.send(None)
        self.peak = self.pipe.recv()
        self.process.join()

    def speeds(self) -> list[float]:
        """Articles per CPU second, by round."""
        return [r["articles"] / sum(r.get(stage, 0) for stage in (*STAGES, "all")) for r in self.rounds]

    def summary(self) -> dict[str, Any]:
        """What is written to the JSON file."""
        stages = {
            stage: median(1000 * r[stage] / r["articles"] for r in self.rounds)
            for stage in STAGES
            if stage in self.rounds[0]
        }
        return {
            "articles_per_second": median(self.speeds()),
            "milliseconds_per_article": stages,
            "events_per_article": sum(r.get("events", 0) for r in self.rounds)
            / sum(r["articles"] for r in self.rounds),
            "startup_seconds": self.startup,
            "peak_megabytes": self.peak,
        }


def compete(contenders: list[Contender], files: list[Path], rounds: int) -> list[Contender]:
    """Every contender over the same slices, in turns; a few drops are run once unmeasured to warm up."""
    warm_up, files = files[:WARM_UP], files[WARM_UP:]
    slices = [files[at::rounds] for at in range(rounds)]
    for contender in contenders:
        contender.run(warm_up)
        contender.rounds.clear()
    for number, part in enumerate(slices):
        # Who comes first changes, so that a machine that slows down favours nobody.
        for contender in contenders if number % 2 else contenders[::-1]:
            contender.run(part)
    for contender in contenders:
        contender.stop()
    return contenders


def ratio(one: Contender, other: Contender) -> float:
    """How many times as fast, as the median of the rounds' ratios."""
    return median(a / b for a, b in zip(one.speeds(), other.speeds(), strict=True))


def report(title: str, contenders: list[Contender], console: Console) -> dict[str, Any]:
    """Print a table of contenders, the first against each other one; returns what goes into the JSON file."""
    table = Table(title=title, title_justify="left")
    table.add_column("", no_wrap=True)
    for column in ("articles/s", "read ms", "clean ms", "extract ms", "events/article", "start s", "peak MB", "ratio"):
        table.add_column(column, justify="right")
    found = {}
    for contender in contenders:
        figures = contender.summary()
        figures["first_is_faster_by"] = ratio(contenders[0], contender)
        spent = figures["milliseconds_per_article"]
        stages = [f"{spent[stage]:.2f}" if spent.get(stage) else "" for stage in STAGES]
        table.add_row(
            contender.name, f"{figures['articles_per_second']:,.1f}", *stages, f"{figures['events_per_article']:.1f}",
            f"{contender.startup:.1f}", f"{contender.peak:.0f}", f"{figures['first_is_faster_by']:.1f}x",
        )  # fmt: skip
        found[contender.name] = figures
    console.print(table)
    return found


def main() -> None:
    """Generate, run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="articles (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds they are divided into (default %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="of the generated drops (default %(default)s)")
    parser.add_argument("--pages", type=float, default=0.03, help="share of whole pages (default %(default)s)")
    parser.add_argument("--cleaning", action="store_true", help="also cleaning alone, beside other cleaners")
    parser.add_argument("--database", action="store_true", help="also down to rows in the embedded PostgreSQL")
    parser.add_argument("--out", type=Path, default=ROOT / "work" / "bench", help="folder for the JSON and the picture")
    given = parser.parse_args()
    console = Console()
    console.width = max(console.width, 110)  # the table stays whole in a log
    results: dict[str, Any] = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "settings": {key: str(value) for key, value in vars(given).items()},
    }
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), given.count, given.seed, given.pages)
        size = sum(file.stat().st_size for file in files)
        console.print(f"{given.count:,} articles in {len(files):,} drops, {size / 1e6:.1f} MB, {given.rounds} rounds")
        pair = compete([Contender("dropwire"), Contender("tier B")], files, given.rounds)
        results["pipeline"] = report("Read, clean, extract: one core, CPU time", pair, console)
        if given.cleaning:
            pages = write(Path(folder) / "pages", 150, given.seed + 1, 1)
            texts = [file for file in files if file.suffix == ".txt"]
            for name, other, part in (("whole pages", "trafilatura", pages), ("text drops", "get_text", texts)):
                pair = compete([Contender("dropwire cleaning"), Contender(other)], part, given.rounds)
                results[name] = report(f"Read and clean: {name}", pair, console)
        if given.database:
            with server(Path(folder)) as (loader, owner):
                pair = compete([Contender("dropwire to rows", loader), Contender("tier B to rows", owner)], files, 3)
            results["rows"] = report("Down to rows in PostgreSQL: wall time", pair, console)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "throughput.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    speeds = {name: figures["articles_per_second"] for name, figures in results["pipeline"].items()}
    (given.out / "throughput.svg").write_text(bars("Articles per second per core", speeds), encoding="utf-8")
    console.print(f"Written to {given.out}")


def write(folder: Path, count: int, seed: int, pages: float) -> list[Path]:
    """Generated drops as files."""
    folder.mkdir(exist_ok=True)
    for name, data in drops(count, seed, pages):
        (folder / name).write_bytes(data)
    return sorted(path for path in folder.iterdir() if path.is_file())


if __name__ == "__main__":
    main()
