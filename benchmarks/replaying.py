"""An unchanged day loaded again beside the first time: `python benchmarks/replaying.py`. From the inbox to the report.

Generated drops are loaded as the daily run does, with checks and search; then the day is forced twice, read anew and as
a run does it, which leaves alone what neither bytes nor rules have changed of. What is published and the disposition of
every item are compared between the two. Wall time, and CPU time of this process and the server together.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import monotonic, process_time

import psutil
import psycopg2
from checking import postgres_seconds
from psycopg2.extensions import connection
from storing import DAY, server
from throughput import write

sys.path.insert(0, str(Path(__file__).parents[1] / "include"))

from dropwire import daily
from dropwire.config import Settings
from dropwire.pipeline import Pipeline

PUBLISHED = "SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM news.{} AS t"
DISPOSITIONS = """
    SELECT md5(string_agg(concat_ws('|', item_id, disposition, rule, reason, article_id), E'\n' ORDER BY item_id))
    FROM landing.drop_items WHERE load_id = %s"""


class Desk:
    """A warehouse and an inbox."""

    def __init__(self, url: str, conn: connection, home: Path) -> None:
        self.url, self.conn, self.settings = url, conn, Settings(home=home, settle_seconds=0)

    def load(self, *, anew: bool, force: bool) -> tuple[int, float, float]:
        """One run of the day: its load, seconds on the wall, seconds of CPU."""
        began, spent = monotonic(), self._cpu()
        run = daily.Run(DAY, f"benchmark {began}", "manual", force=force)
        load_id = daily.collect(self.conn, self.settings, run)
        for shard in daily.plan(self.conn, self.settings, load_id):
            daily.process(self.conn, self.settings, load_id, shard, anew=anew)
        daily.check(self.conn, self.settings, self.url, load_id, attended=True)
        daily.publish(self.conn, load_id)
        daily.report(self.conn, load_id)
        return load_id, monotonic() - began, self._cpu() - spent

    def state(self, load_id: int) -> list[str]:
        """Hashes of every published table, and of what became of the items of a load."""
        with self.conn, self.conn.cursor() as cur:
            cur.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'news' ORDER BY 1")
            tables = [name for (name,) in cur.fetchall()]
            statements = [(PUBLISHED.format(name), ()) for name in tables] + [(DISPOSITIONS, (load_id,))]
            found = []
            for statement, values in statements:
                cur.execute(statement, values)
                found += [value for (value,) in cur.fetchall()]
            return found

    def _cpu(self) -> float:
        own = psutil.Process(self.conn.info.backend_pid).cpu_times()
        return process_time() + postgres_seconds(self.url) + own.user + own.system


def main() -> None:
    """Load thrice, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000)
    args = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as (url, _), closing(psycopg2.connect(url)) as conn:
        inbox = Path(name) / "drops" / "inbox" / DAY.isoformat()
        inbox.parent.mkdir(parents=True)
        write(inbox, args.articles, 7, 0.03)
        desk = Desk(url, conn, Path(name))
        Pipeline.shared(desk.settings.lexicon, desk.settings.sources)  # a worker has its rules loaded
        _, wall, cpu = desk.load(anew=False, force=False)
        print(f"{args.articles:,} articles, fresh           {wall:7.1f} s, CPU {cpu:7.1f} s", flush=True)
        states = []
        for way, anew in (("forced and read anew", True), ("forced, unchanged   ", False)):
            load_id, again_wall, again = desk.load(anew=anew, force=True)
            states.append(desk.state(load_id))
            told = (
                f"{again_wall:7.1f} s, CPU {again:7.1f} s: {wall / again_wall:.1f}x as fast, {cpu / again:.1f}x by CPU"
            )
            print(f"      {way} {told}", flush=True)
    if states[0] != states[1]:
        raise SystemExit("rows or dispositions differ")
    print(f"the same rows in {len(states[0]) - 1} tables, and the same disposition of every item")


if __name__ == "__main__":
    main()
