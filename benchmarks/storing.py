"""Both pipelines down to published rows in the embedded PostgreSQL, for `throughput.py --database`. Wall time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

import psycopg2

LEXICON = Path(__file__).parents[1] / "include" / "dropwire" / "lexicon"
DAY = date(2017, 11, 6)
Result = dict[str, float]


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, str]]:
    """An embedded PostgreSQL with an empty warehouse: the URLs of its loader and its owner."""
    from dropwire.load import migrate
    from dropwire.local.postgres import Postgres
    from dropwire.local.roles import LOADER, OWNER

    with Postgres(folder / "postgres") as postgres:
        migrate(postgres.url(OWNER))
        yield postgres.url(LOADER), postgres.url(OWNER)


def dropwire_to_rows(url: str) -> Callable[[list[Path]], Result]:
    """Read, clean, extract, stage, publish: a load for each round. Checks are left out, tier B has none."""
    from dropwire.article import Rejected
    from dropwire.link import signature
    from dropwire.load import DropFile, begin_load, publish, register_files, stage
    from dropwire.pipeline import Pipeline

    pipeline = Pipeline.shared(LEXICON)
    warehouse = psycopg2.connect(url)
    counted = {"events": 0}

    def told(files: list[Path], digests: list[str]) -> Iterator:  # type: ignore[type-arg]
        for path, digest in zip(files, digests, strict=True):
            with path.open("rb") as data:
                for result in pipeline.process(path.name, data, digest):
                    counted["events"] += 0 if isinstance(result, Rejected) else len(result[1])
                    yield result

    def run(files: list[Path]) -> Result:
        began, before = monotonic(), counted["events"]
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
        drops = [
            DropFile(path.name, digest, path.stat().st_size, DAY, datetime.now(UTC), digest)
            for path, digest in zip(files, digests, strict=True)
        ]
        register_files(warehouse, "benchmark", drops)
        load = begin_load(warehouse, DAY, f"benchmark {began}", drops)
        counts = stage(warehouse, load, "1 of 1", told(files, digests), sign=signature)
        publish(warehouse, load)
        return {
            "all": monotonic() - began,
            "articles": float(counts.read - counts.quarantined),
            "events": float(counted["events"] - before),
        }

    return run


def tier_b_to_rows(url: str) -> Callable[[list[Path]], Result]:
    """The baseline down to two plain tables, by execute_values."""
    from baseline import Baseline, Row, load

    pipeline = Baseline(LEXICON)
    warehouse = psycopg2.connect(url)

    def run(files: list[Path]) -> Result:
        began = monotonic()
        articles: list[tuple[str, str, str | None, list[Row]]] = []
        for path in files:
            for raw_title, raw in pipeline.read(path):
                title, text, lang = pipeline.clean(raw_title, raw)
                articles.append((title, text, lang, pipeline.extract(text)))
        load(warehouse, articles)
        events = sum(len(rows) for *_, rows in articles)
        return {"all": monotonic() - began, "articles": float(len(articles)), "events": float(events)}

    return run
