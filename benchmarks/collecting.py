"""What collecting and planning a day take where every article is a file of its own: seconds, and memory of the process.

Files of one line each lie in the inbox. A look at all of them, as the trigger of `inbox_pickup` has it, is timed first.
Every number of files has a process and a warehouse of its own.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from storing import DAY, Desk, peak_megabytes, server

from dropwire import daily
from dropwire.collect import look


def measure(n_files: int, folder: Path) -> dict[str, float]:
    """Seconds of each step for an inbox of so many new files, and megabytes before and at most."""
    with server(folder) as (url, _):
        desk = Desk(url, folder)
        inbox = desk.settings.home / "drops" / "inbox" / DAY.isoformat()
        inbox.mkdir(parents=True)
        for number in range(n_files):
            (inbox / f"{number:07d}.txt").write_text(f"Quân đội tiến vào làng {number}.\n", encoding="utf-8")
        found, began = {"MB before": peak_megabytes()}, monotonic()
        for _ in look(desk.settings.inbox_path, datetime.now(UTC), 0):
            pass
        found["look, s"], began = monotonic() - began, monotonic()
        load_id = daily.collect(desk.conn, desk.settings, daily.Run(DAY, "benchmark", "manual"))
        found["collect, s"], began = monotonic() - began, monotonic()
        shards = daily.plan(desk.conn, desk.settings, load_id)
        found |= {"plan, s": monotonic() - began, "shards": len(shards), "MB at most": peak_megabytes()}
        return found


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--files", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="in the inbox (default %(default)s)"
    )
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        logging.disable(logging.WARNING)
        with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as folder:
            print(json.dumps(measure(given.files[0], Path(folder))))
        return
    for n_files in given.files:
        command = [sys.executable, __file__, "--one", "--files", str(n_files)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = json.loads(told.splitlines()[-1])
        print(f"{n_files:,} files:", ", ".join(f"{name} {value:,.1f}" for name, value in found.items()), flush=True)


if __name__ == "__main__":
    main()
