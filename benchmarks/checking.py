"""How long the checks of a day of 10,000 articles take in a fresh process, and how much memory.

Generated articles go through the pipeline and are staged; copies of them under other ids fill the day up. The checks
then run in a process of their own, as a task does without the warm executor: the import of Great Expectations first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
from storing import DAY, LEXICON, postgres_seconds, server

EVENTS = 6
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "include"))

CHECK = """
import json, resource, sys, time
began, cpu = time.monotonic(), time.process_time()
import psycopg2
from dropwire.check import check
from dropwire.check.engine import great_expectations
great_expectations()
imported, cpu_imported = time.monotonic(), time.process_time()
verdict = check(psycopg2.connect(sys.argv[1]), sys.argv[1], int(sys.argv[2]))
print(json.dumps({"import, s": imported - began, "run, s": time.monotonic() - imported,
                  "import, CPU s": cpu_imported - cpu, "run, CPU s": time.process_time() - cpu_imported,
                  "peak, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                  "rules": len(verdict.results), "outcome": verdict.outcome, "because": verdict.reason}))
"""
FILL = """
INSERT INTO staging.{table} SELECT p.* FROM staging.{table} t CROSS JOIN generate_series(2, %(copies)s) AS n
CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object('item_id', md5(t.item_id::text || n), {more})) AS p
WHERE t.load_id = %(load_id)s
"""
OWN_TEXT = "'article_id', md5(t.article_id::text || n), 'text_fingerprint', md5(t.text_fingerprint || n)"
SAME_ARTICLE = "'article_id', md5(t.article_id::text || n)"


def stage_day(url: str, n_articles: int, n_written: int) -> int:
    """Stage a day of about `n_articles`, every one of `n_written` several times; returns its load."""
    from generate import drops

    from dropwire.article import Rejected
    from dropwire.link import signature
    from dropwire.load import DropFile, begin_load, files_of_day, register_files, stage
    from dropwire.pipeline import Pipeline

    pipeline = Pipeline.shared(LEXICON)
    files, results = [], []
    with tempfile.TemporaryFile() as data:
        for name, content in drops(n_written):
            digest = hashlib.sha256(content).hexdigest()
            files.append(DropFile(name, digest, len(content), DAY, datetime.now(UTC), digest))
            data.seek(0)
            data.truncate()
            data.write(content)
            data.seek(0)
            results += list(pipeline.process(name, data, digest))
    conn = psycopg2.connect(url)
    register_files(conn, "benchmark", files)
    load_id = begin_load(conn, DAY, "benchmark", files_of_day(conn, DAY))
    # generated articles are denser than real ones, which tell six events in the middle
    told = [one if isinstance(one, Rejected) else (one[0], one[1][:EVENTS]) for one in results]
    stage(conn, load_id, "1 of 1", told, sign=signature)
    with conn, conn.cursor() as cur:
        values = {"copies": n_articles // n_written, "load_id": load_id}
        for table, more in (("articles", OWN_TEXT), ("removed_spans", ""), ("events", SAME_ARTICLE), ("mentions", "")):
            cur.execute(FILL.format(table=table, more=more).replace(", )", ")"), values)
    conn.close()
    return load_id


def main() -> None:
    """Stage, check, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="staged articles (default %(default)s)")
    parser.add_argument("--written", type=int, default=250, help="different ones among them (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="runs, each in a fresh process (default %(default)s)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dropwire-bench-") as folder, server(Path(folder)) as (url, owner):
        load_id = stage_day(url, given.articles, given.written)
        with psycopg2.connect(owner) as conn, conn.cursor() as cur:
            for table in ("articles", "events", "mentions", "removed_spans"):
                cur.execute(f"SELECT count(*) FROM staging.{table}")  # noqa: S608
                print(f"{(cur.fetchone() or (0,))[0]:,} {table} staged")
        for _ in range(given.rounds):
            before = postgres_seconds(url)
            done = subprocess.run(
                [sys.executable, "-c", CHECK, url, str(load_id)], capture_output=True, text=True, check=True,
                env={"PYTHONPATH": str(ROOT / "include"), "PATH": "/usr/bin:/bin"},
            )  # fmt: skip
            found = json.loads(done.stdout.splitlines()[-1])
            found = {"PostgreSQL, CPU s": postgres_seconds(url) - before, **found}
            print(", ".join(f"{k} {v:.1f}" if isinstance(v, float) else f"{k} {v}" for k, v in found.items()))


if __name__ == "__main__":
    main()
