"""How fast every page of the control room answers over a million articles and events: `make bench-pages`.

A throwaway warehouse is filled by SQL (a quarter of an hour), or one that was kept is used again: ARGS="--keep FOLDER".
Each address is asked several times; the median counts, and the first answer is told beside it, and the time that the
server and the page worked, which says more where the machine has other work. Where one is slower than
half a second, the slowest statement is explained and the steps of its plan that take longest are named.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from time import monotonic, process_time
from typing import Any

import psutil
import psycopg2
from psycopg2.extensions import connection, cursor

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "include"))

LIMIT_MS = 500
DAYS = 1000
TIMES = 4
KEYS = {
    "day": "SELECT max(day) FROM ops.loads",
    "month_ago": "SELECT max(day) - 30 FROM ops.loads",
    "month": "SELECT to_char(max(day), 'YYYY-MM') FROM ops.loads",
    "large_day": "SELECT day FROM ops.loads ORDER BY n_read DESC LIMIT 1",
    "load": "SELECT max(load_id) FROM ops.loads",
    "run": "SELECT run_id FROM ops.loads ORDER BY n_read DESC LIMIT 1",
    "article": "SELECT article_id FROM news.event_reports WHERE event_no = 1 LIMIT 1",
    "event": "SELECT event_id FROM news.event_reports WHERE event_no = 1 LIMIT 1",
    "item": "SELECT item_id FROM ops.rejects WHERE state = 'open' ORDER BY reject_id DESC LIMIT 1",
}
"""What the addresses name, looked up in the warehouse."""


class Watched(cursor):
    """A cursor that notes how long its statements take, and how long the server works on them."""

    noted: list[tuple[float, str]] = []  # noqa: RUF012 - one list for all: statements of one request at a time
    worked: list[float] = []  # noqa: RUF012

    def execute(self, query: Any, values: Any = None) -> None:  # noqa: ANN401 - as psycopg2 has it
        """Run and note."""
        server = psutil.Process(self.connection.info.backend_pid)
        began, before = monotonic(), sum(server.cpu_times()[:2])
        super().execute(query, values)
        self.noted.append(((monotonic() - began) * 1000, str((self.query or b"").decode())))
        self.worked.append((sum(server.cpu_times()[:2]) - before) * 1000)


def fill(owner: str, articles: int) -> None:
    """Make the rows. The login must be a superuser: triggers and foreign keys are left out."""
    with closing(psycopg2.connect(owner)) as conn:
        with conn, conn.cursor() as cur:
            cur.execute((ROOT / "benchmarks" / "pages_fill.sql").read_text(), {"articles": articles, "days": DAYS})
        conn.autocommit = True
        with conn.cursor() as cur:
            cur.execute("VACUUM ANALYZE")


@contextmanager
def warehouse(folder: Path, articles: int) -> Iterator[str]:
    """A filled warehouse in this folder; the URL of its loader."""
    from dropwire.load import migrate
    from dropwire.local.postgres import Postgres
    from dropwire.local.roles import LOADER, OWNER, WAREHOUSE

    settings = {"fsync": "off", "synchronous_commit": "off", "max_wal_size": "4GB", "shared_buffers": "512MB"}
    with Postgres(folder / "postgres", settings=settings) as server:
        migrate(server.url(OWNER))
        with closing(psycopg2.connect(server.url(LOADER))) as conn, conn.cursor() as cur:
            cur.execute("SELECT EXISTS (SELECT FROM ops.loads)")
            is_new = not (cur.fetchone() or (True,))[0]
        if is_new:
            began = monotonic()
            fill(server.url("postgres", WAREHOUSE), articles)
            print(f"filled with {articles:,} articles in {monotonic() - began:.0f} s")
        yield server.url(LOADER)


def ask_all(url: str, addresses: list[str]) -> int:
    """Ask every address, print what it took; the answer is how many are too slow or broken."""
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from dropwire.pages.app import control_room

    def connect() -> connection:
        return psycopg2.connect(url, cursor_factory=Watched)

    outer = FastAPI()
    outer.mount("/dropwire", control_room(connect, "/dropwire", [], []))
    client = TestClient(outer, raise_server_exceptions=False)
    bad = 0
    for address in addresses:
        spent, worked, slowest = [], [], (0.0, "")
        for _ in range(TIMES):
            Watched.noted.clear()
            Watched.worked.clear()
            began, before = monotonic(), process_time()
            answer = client.get("/dropwire" + address)
            spent.append((monotonic() - began) * 1000)
            worked.append((process_time() - before) * 1000 + sum(Watched.worked))
            slowest = max(slowest, *Watched.noted, (0.0, ""))
        typical = median(spent[1:])
        is_bad = typical > LIMIT_MS or answer.status_code != 200
        bad += is_bad
        size = len(answer.content) / 1000
        print(
            f"{'!' if is_bad else ' '} {typical:6.0f} ms (first {spent[0]:5.0f}, cpu {median(worked[1:]):5.0f}) "
            f"{answer.status_code} {size:5.0f} kB  "
            f"{address}"
        )
        if is_bad and slowest[1]:
            explain(url, slowest)
    return bad


def explain(url: str, slowest: tuple[float, str]) -> None:
    """Print where the time of a statement goes."""
    print(f"      {slowest[0]:.0f} ms: {' '.join(slowest[1].split())[:300]}")
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
        cur.execute("SET statement_timeout = '60s'")
        try:
            cur.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + slowest[1])
        except psycopg2.Error as error:
            print(f"      not explained: {error}")
            return
        plan = (cur.fetchone() or ([{}],))[0]
    steps: list[tuple[float, str]] = []
    _walk((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"], steps)
    for spent, what in sorted(steps, reverse=True)[:4]:
        print(f"        {spent:6.0f} ms  {what}")


def _walk(node: dict[str, Any], steps: list[tuple[float, str]]) -> float:
    spent = float(node["Actual Total Time"]) * float(node["Actual Loops"])
    inner = sum(_walk(child, steps) for child in node.get("Plans", ()))
    named = " ".join(str(node[key]) for key in ("Node Type", "Relation Name", "Index Name", "CTE Name") if key in node)
    steps.append((spent - inner, f"{named}, {node['Actual Rows']:g} rows x {node['Actual Loops']:g}"))
    return spent


def addresses(url: str) -> list[str]:
    """What is asked: the lines of pages_speed.txt, with the names of this warehouse."""
    found = {}
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
        for name, statement in KEYS.items():
            cur.execute(statement)
            found[name] = (cur.fetchone() or ("",))[0]
    lines = (ROOT / "benchmarks" / "pages_speed.txt").read_text().splitlines()
    return [line.format(**found) for line in lines if line.startswith("/")]


def main() -> int:
    """Run it; the exit code says whether every page was quick enough."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="folder of the warehouse, kept for the next time")
    parser.add_argument("--only", default="", help="only addresses that begin so")
    asked = parser.parse_args()
    with ExitStack() as open_things:
        folder = asked.keep or Path(open_things.enter_context(tempfile.TemporaryDirectory(prefix="dropwire-pages-")))
        url = open_things.enter_context(warehouse(folder, asked.articles))
        chosen = [address for address in addresses(url) if address.startswith(asked.only)]
        bad = ask_all(url, chosen)
    print(f"{len(chosen) - bad} of {len(chosen)} pages answer in {LIMIT_MS} ms")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
