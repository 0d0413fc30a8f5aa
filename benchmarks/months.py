"""What keeping accounts by month gains: `python benchmarks/months.py`. Wall time, in the embedded PostgreSQL.

Two years of daily loads are entered in landing.drop_items as it is and in one plain table of the same form; then a load
is entered, an item looked up, a load's items counted, and the oldest month let go.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median
from time import monotonic

import psycopg2
from psycopg2.extensions import connection
from storing import server

sys.path.insert(0, str(Path(__file__).parents[1] / "include"))

FIRST = "2020-01-01"
PREPARE = """
CREATE SCHEMA bench;
CREATE TABLE bench.plain (LIKE landing.drop_items INCLUDING ALL);
ALTER TABLE bench.plain
    ADD FOREIGN KEY (load_id) REFERENCES ops.loads, ADD FOREIGN KEY (file_id) REFERENCES landing.drop_files;
INSERT INTO landing.drop_files (name, sha256, size, day, arrived_at, archive_key, first_seen_by)
VALUES ('a', 'b', 1, now(), now(), 'c', 'd');
INSERT INTO ops.loads (day, run_id, kind, started_at)
SELECT %(first)s::date + n, 'bench', 'scheduled', %(first)s::timestamptz + n * interval '1 day'
FROM generate_series(0, %(days)s) AS n;
DO $$ DECLARE part text; BEGIN
    SELECT p.part INTO part FROM ops.parts_by_month() p
    WHERE whole = 'landing.drop_items'::regclass ORDER BY until LIMIT 1;
    EXECUTE format('ALTER TABLE landing.drop_items DETACH PARTITION %%s', part);
END $$;
SELECT ops.make_months(24, %(first)s);
"""
ENTER = """
INSERT INTO {table} (load_id, item_id, file_id, disposition, article_id, content_sha256, layout_sha256, read_on)
SELECT l.load_id, md5(l.load_id || '/' || n)::uuid, f.file_id, 'loaded', md5(n || '/' || l.load_id)::uuid,
       sha256(n::text::bytea), sha256(n::text::bytea), (l.started_at AT TIME ZONE 'UTC')::date
FROM ops.loads l CROSS JOIN landing.drop_files f CROSS JOIN generate_series(1, %(items)s) AS n
WHERE l.load_id BETWEEN %(first)s AND %(last)s
"""
TABLES = {"by month": "landing.drop_items", "one table": "bench.plain"}


def timed(conn: connection, statement: str, values: dict[str, object], rounds: int = 1) -> float:
    """Milliseconds, the median of the rounds."""
    spent = []
    for _ in range(rounds):
        began = monotonic()
        with conn, conn.cursor() as cur:
            cur.execute(statement, values)
        spent.append((monotonic() - began) * 1000)
    return median(spent)


def vacuum(conn: connection, table: str) -> float:
    """Milliseconds of tidying up."""
    conn.autocommit, began = True, monotonic()
    with conn.cursor() as cur:
        cur.execute(f"VACUUM ANALYZE {table}")
    conn.autocommit = False
    return (monotonic() - began) * 1000


def measure(conn: connection, days: int, items: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each piece of work, on either table."""
    timed(conn, PREPARE, {"first": FIRST, "days": days})
    found: dict[str, dict[str, float]] = {}
    for name, table in TABLES.items():
        for first in range(1, days, 10):
            last = min(first + 9, days - 1)
            timed(conn, ENTER.format(table=table), {"items": items, "first": first, "last": last})
        vacuum(conn, table)
        item = "(SELECT md5('300/' || %(n)s)::uuid)"
        plainly = f"DELETE FROM {table} WHERE read_on < '2020-02-01'"  # noqa: S608 (our own names)
        drop = "SELECT ops.drop_months('2020-02-01')" if name == "by month" else plainly
        found[name] = {
            "enter a load": timed(conn, ENTER.format(table=table), {"items": items, "first": days, "last": days}),
            "find an item": timed(conn, f"SELECT * FROM {table} WHERE item_id = {item}", {"n": 7}, 51),  # noqa: S608
            "count a load": timed(conn, f"SELECT count(*) FROM {table} WHERE load_id = 300", {}, 21),  # noqa: S608
            "let a month go": timed(conn, drop, {}),
        }
        if name == "one table":
            found[name]["let a month go"] += vacuum(conn, table)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--items", type=int, default=5_000, help="in a load")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder)) as (_, url),
        closing(psycopg2.connect(url)) as conn,
    ):
        found = measure(conn, args.days, args.items)
    print(f"{args.days * args.items:,} items of {args.days} loads; ms")
    for work in found["by month"]:
        print(f"  {work:16}", *(f"{name} {spent[work]:10.2f}" for name, spent in found.items()), sep="   ")


if __name__ == "__main__":
    main()
