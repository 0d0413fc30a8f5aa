"""Unchanged days loaded again beside the first time, from the inbox to the report: `make bench-replay`.

Generated drops are loaded as the daily run does, with checks and search; then each day is forced, as a run does it,
which leaves alone what neither bytes nor rules have changed of. At the end the first day is forced twice, read anew and
not: what is published and the disposition of every item are compared. CPU time of this process and the server.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from generate import TELLING, drops, write
from ratios import arguments, judge
from storing import DAY, Desk, Loaded, server

PUBLISHED = "SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM news.{} AS t"
DISPOSITIONS = """
    SELECT md5(string_agg(concat_ws('|', item_id, disposition, rule, reason, article_id), E'\n' ORDER BY item_id))
    FROM landing.drop_items WHERE load_id = %s"""


def state(desk: Desk, load_id: int) -> list[str]:
    """Hashes of every published table, and of what became of the items of a load."""
    with desk.conn, desk.conn.cursor() as cur:
        cur.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'news' ORDER BY 1")
        tables = [name for (name,) in cur.fetchall()]
        found = []
        for statement, values in [*((PUBLISHED.format(name), ()) for name in tables), (DISPOSITIONS, (load_id,))]:
            cur.execute(statement, values)
            found += [value for (value,) in cur.fetchall()]
        return found


def told(what: str, loaded: Loaded) -> float:
    """Print a load's seconds; returns those of CPU."""
    spent = sum(loaded.cpu.values())
    print(f"{what:22} {sum(loaded.wall.values()):7.1f} s, CPU {spent:7.2f} s", flush=True)
    return spent


def main() -> None:
    """Load, load again, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000, help="of a day (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="days (default %(default)s)")
    arguments(parser)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    found = []
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as (url, _):
        desk = Desk(url, Path(name))
        desk.warm()
        for number in range(given.rounds + 1):  # the first, a small one, warms up
            day = DAY + timedelta(days=number)
            made = drops(given.articles if number else 20, seed=7 + number, telling=TELLING)
            desk.deliver(day, write(Path(name) / "made" / str(number), made))
            fresh = told(f"day {number}, fresh", desk.load(day))
            again = told(f"day {number}, unchanged", desk.load(day, force=True))
            found += [fresh / again] if number else []
        states = []
        for anew in (True, False):
            loaded = desk.load(DAY + timedelta(days=1), anew=anew, force=True)
            told("read anew" if anew else "not read again", loaded)
            states.append(state(desk, loaded.load_id))
    if states[0] != states[1]:
        raise SystemExit("rows or dispositions differ")
    print(f"the same rows in {len(states[0]) - 1} tables, and the same disposition of every item")
    judge({"unchanged / fresh": found}, f"{given.rounds} days of {given.articles} articles", given)


if __name__ == "__main__":
    main()
