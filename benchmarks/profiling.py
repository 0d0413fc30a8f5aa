"""Where the seconds of a day go, sampled by py-spy: `make bench-profile`.

A day of generated drops is loaded as the daily run does, in a process that py-spy looks at 200 times a second. A sample
counts for the function of this package that was working, whatever library it had called: by folder, module, function.
What the server spends on each step is told beside it.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

RATE = 200
FRAME = re.compile(r"(.+) \((.+?)(?::\d+)?\)$")
PACKAGE = "include/dropwire/"


def working(stacks: Iterable[str]) -> Counter[tuple[str, str]]:
    """Samples by module and function of the package, of collapsed stacks (`outer;inner 12`) below `measured`."""
    found: Counter[tuple[str, str]] = Counter()
    for line in stacks:
        stack, _, times = line.rpartition(" ")
        frames = [match.groups() for frame in stack.split(";") if (match := FRAME.match(frame))]
        if not any(name.endswith("measured") for name, _ in frames):
            continue
        own = next((frame for frame in reversed(frames) if PACKAGE in frame[1]), None)
        if own:
            found[own[1].rpartition(PACKAGE)[2], own[0]] += int(times)
    return found


def top(title: str, samples: Counter[str], n: int) -> None:
    """Print the largest parts."""
    whole = samples.total()
    print(title)
    for name, times in samples.most_common(n):
        print(f"  {100 * times / whole:5.1f} %  {name}")


def load(url: str, folder: Path) -> None:
    """The process that is looked at: loads a few drops, which warm up, then the others; prints the steps of these."""
    from storing import DAY, Desk, Loaded

    def measured() -> Loaded:
        return desk.load(DAY)

    logging.disable(logging.WARNING)
    desk, files = Desk(url, folder), sorted((folder / "made").iterdir())
    desk.deliver(DAY - timedelta(days=1), files[:20])
    desk.load(DAY - timedelta(days=1))
    desk.deliver(DAY, files[20:])
    loaded = measured()
    print(json.dumps({"articles": loaded.articles, "cpu": loaded.cpu, "server": loaded.server}))


def main() -> None:
    """Generate, load, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="of the day (default %(default)s)")
    parser.add_argument("--pages", type=float, default=0.03, help="share of whole pages (default %(default)s)")
    parser.add_argument("--load", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.load:
        load(given.load, given.folder)
        return
    spy = shutil.which("py-spy", path=f"{Path(sys.executable).parent}:{Path.home()}") or shutil.which("py-spy")
    if not spy:
        sys.exit("bench-profile: no py-spy here: make setup-dev")
    from generate import TELLING, drops, write
    from storing import server

    with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as name, server(Path(name)) as (url, _):
        folder, stacks = Path(name), Path(name) / "stacks"
        write(folder / "made", drops(given.articles, page_share=given.pages, telling=TELLING))
        command = [
            spy, "record", "--rate", str(RATE), "--format", "raw", "--full-filenames", "--output", str(stacks), "--",
            sys.executable, __file__, "--load", url, "--folder", name,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"bench-profile: {done.stderr[-2000:]}")
        told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
        samples = working(stacks.read_text(encoding="utf-8").splitlines())
    print(f"{told['articles']:,} articles, ms CPU an article: in the process, in the server")
    for step, cpu in told["cpu"].items():
        served = told["server"][step]
        print(f"  {step:10} {1000 * (cpu - served) / told['articles']:7.2f} {1000 * served / told['articles']:7.2f}")
    folders: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for (path, _), times in samples.items():
        folders[path.split("/")[0]] += times
        modules[path] += times
    top("In the process, by folder", folders, 10)
    top("By module", modules, 25)
    top("By function", Counter({f"{path} {name}": times for (path, name), times in samples.items()}), 30)


if __name__ == "__main__":
    main()
