"""One day's run, step by step. The DAG calls these functions as its tasks; tests call them without Airflow.

A run is known by its load, a number in `ops.loads`; steps hand each other keys and counts, the data lies in the
archive and in the staging tables.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from typing import TypedDict

from psycopg2.extensions import connection
from upath import UPath

from dropwire import check as checks
from dropwire import collect as collecting
from dropwire import fetching
from dropwire import load as warehouse
from dropwire import report as reports
from dropwire.article import Article, Rejected
from dropwire.clean import LearntLine
from dropwire.config import Settings
from dropwire.errors import BadDay, BadItem
from dropwire.extract.actors.registry import Actors
from dropwire.link import signature
from dropwire.pipeline import FAULT, Pipeline, Processed, reading_version, rules_version
from dropwire.sources import load_sources

log = logging.getLogger(__name__)

MAX_SHARDS = 256
"""Airflow maps at most 1,024 tasks; beyond this many, shards grow instead."""

BATCH = 1000
"""Files of the inbox that are held against the ledger, archived and entered at once."""

MOST_FAULTS = 3
"""Items of a shard, beside a twentieth of it, that may be set aside for a fault of ours before the run must stop."""


Rework = Callable[[Iterator[Processed]], Iterator[Processed]]


class Shard(TypedDict):
    """The work of one mapped task: some of the load's files, which the ledger knows."""

    number: int
    name: str
    """As people see it: `2 of 8`."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked for."""

    day: date
    run_id: str
    kind: str
    """`scheduled`, `manual` or `backfill`."""
    force: bool = False
    dry_run: bool = False
    started_by: str | None = None
    """The person who asked for it."""


def collect(conn: connection, settings: Settings, run: Run) -> int:
    """Archive what lies in the inbox for the run, enter it in the ledger and open a load; returns its number."""
    began = datetime.now(UTC)
    warehouse.abandon(conn, run.run_id)
    concerned = (file for file in _ready(settings) if _concerns(file, run))
    for batch in _new(conn, concerned):
        warehouse.register_files(conn, run.run_id, _archived(batch, settings.archive_path))
    files = warehouse.files_of_day(conn, run.day, include_late=run.kind != "backfill", force=run.force)
    log.info("%s: %d files to read", run.day, len(files))
    version = rules_version(settings.lexicon, settings.sources)
    register_actors(conn, settings)
    load_id = warehouse.begin_load(
        conn, run.day, run.run_id, files, kind=run.kind, dry_run=run.dry_run,
        rules_version=version, extractor_version=version, started_by=run.started_by,
    )  # fmt: skip
    warehouse.keep_step(conn, load_id, "collect", began)
    return load_id


def stop(conn: connection, run_id: str, reason: str) -> None:
    """A run has ended before it published: close the loads it left open. Their files are the next run's."""
    warehouse.stop_loads(conn, run_id, reason)


def register_actors(conn: connection, settings: Settings) -> None:
    """Enter what the lexicon says of actors; where it says something new, the next publication takes it up."""
    actors = Actors.load(settings.lexicon).actors
    warehouse.register_actors(
        conn, [(actor.name, actor.sector, actor.country, actor.predecessor or None) for actor, _ in actors]
    )


def _concerns(file: collecting.DropFile, run: Run) -> bool:
    """A backfill looks at its own day alone; other runs enter everything up to their day, and what has no date."""
    if file.day is None:
        return run.kind != "backfill" or file.mtime.date() == run.day
    return file.day == run.day.isoformat() or (run.kind != "backfill" and file.day < run.day.isoformat())


def _ready(settings: Settings) -> Iterator[collecting.DropFile]:
    """What can be taken of the inbox. What cannot is told, once it all was looked at."""
    n_waiting = 0
    for found in collecting.look(settings.inbox_path, datetime.now(UTC), settings.settle_seconds):
        if isinstance(found, collecting.DropFile):
            yield found
        elif isinstance(found, Rejected):
            log.warning("Refused %s: %s (%s)", found.file, found.reason, found.rule)
        else:
            n_waiting += 1
            log.info("Left for the next run: %s, %s", found.name, found.why)
    log.info("%d left in the inbox for later", n_waiting)


def arrived(conn: connection, settings: Settings) -> Iterator[collecting.DropFile]:
    """The files of the inbox that no run has entered in the ledger."""
    ready = collecting.look(settings.inbox_path, datetime.now(UTC), settings.settle_seconds)
    files = (found for found in ready if isinstance(found, collecting.DropFile))
    return chain.from_iterable(_new(conn, files))


def _new(conn: connection, files: Iterator[collecting.DropFile]) -> Iterator[list[collecting.DropFile]]:
    """Those whose bytes must be looked at, as the ledger does not know their size and time of change; in batches."""
    while batch := list(islice(files, BATCH)):
        names = warehouse.unregistered(conn, [(file.name, file.size, file.mtime) for file in batch])
        yield [file for file in batch if file.name in names]


def waiting(conn: connection, settings: Settings) -> dict[date, int]:
    """The days for which drops wait in the inbox or the ledger, in order, and how many; undated ones by arrival."""
    days = Counter(day_of(file) for file in arrived(conn, settings))
    return dict(sorted((days + Counter(warehouse.unread(conn))).items()))


def day_of(file: collecting.DropFile) -> date:
    """The day a file belongs to: its dated folder, else the day of arrival (UTC)."""
    return date.fromisoformat(file.day) if file.day else file.mtime.date()


def _archived(files: Sequence[collecting.DropFile], archive: UPath) -> Iterator[warehouse.DropFile]:
    for file in files:
        try:
            kept = collecting.store(file.path, archive)
        except collecting.StillChanging as changing:
            log.info("Left for the next run: %s", changing)
            continue
        except BadItem as bad:
            log.warning("Refused %s: %s (%s)", file.name, bad.reason, bad.rule)
            continue
        key = kept.path.relative_to(archive).as_posix()
        yield warehouse.DropFile(file.name, kept.sha256, kept.size, day_of(file), file.mtime, key)


def plan(conn: connection, settings: Settings, load_id: int) -> list[Shard]:
    """Cut the load's files into shards of about equal bytes; empty when nothing came."""
    count = warehouse.cut_shards(conn, load_id, settings.shard_bytes, MAX_SHARDS)
    return [{"number": number, "name": f"{number} of {count}"} for number in range(1, count + 1)]


def process(
    conn: connection,
    settings: Settings,
    load_id: int,
    shard: Shard,
    sources: Sequence[str] = (),
    rework: Rework | None = None,
    *,
    anew: bool = False,
) -> dict[str, int]:
    """Read, clean and extract a shard and stage the result; returns the shard's counts.

    Items that an earlier load read with the same rules are left as they are, unless they are to be read `anew`.
    `rework` is given what came of every other item and says what is to be staged of it.

    Raises:
        BadDay: so many items met a fault of the program that the program is at fault, not the items.
    """
    began = datetime.now(UTC)
    pipeline = Pipeline.shared(settings.lexicon, settings.sources)
    wanted = frozenset(source.casefold() for source in sources)
    faults: list[Rejected] = []
    learnt = [LearntLine(*line) for line in warehouse.active_furniture(conn)]
    files = warehouse.files_of_shard(conn, load_id, shard["number"])
    known = [] if anew or wanted else [(file.name, file.sha256) for file in files]
    version = reading_version(settings.lexicon, settings.sources)
    settled = warehouse.settle(conn, load_id, shard["name"], known, version)
    items = _noting(faults, _items(pipeline, settings.archive_path, files, learnt, settled))
    selected = (_selected(item, wanted) for item in items)
    staged = rework(selected) if rework else selected
    counts = asdict(warehouse.stage(conn, load_id, shard["name"], staged, sign=signature))
    n_settled = sum(len(file.records) for file in settled.values())
    log.info(
        "Shard %s: %s, %d of them not read again: nothing about them has changed", shard["name"], counts, n_settled
    )
    if len(faults) > max(MOST_FAULTS, counts["read"] // 20):
        raise BadDay(f"{len(faults)} of {counts['read']} items met {faults[0].reason}; nothing is published")
    warehouse.keep_step(conn, load_id, "process", began, shard["name"])
    return counts


def _noting(faults: list[Rejected], items: Iterator[Processed]) -> Iterator[Processed]:
    for item in items:
        if isinstance(item, Rejected) and item.rule == FAULT:
            faults.append(item)
        yield item


def _items(
    pipeline: Pipeline,
    archive: UPath,
    files: Sequence[warehouse.KnownFile],
    learnt: Sequence[LearntLine],
    settled: Mapping[tuple[str, str], warehouse.Settled],
) -> Iterator[Processed]:
    for _, name, sha256, key in files:
        known = settled.get((name, sha256), warehouse.Settled())
        if known.is_whole:
            continue
        with (archive / key).open("rb") as data:
            yield from pipeline.process(name, data, sha256, learnt, collecting.day_of(name), settled=known.records)


def _selected(result: Processed, wanted: frozenset[str]) -> Processed:
    if not wanted or isinstance(result, Rejected) or wanted & _names(result[0]):
        return result
    item = result[0].item
    reason = f"from {result[0].source or 'an unknown source'}, which this run was not asked for"
    return Rejected(item.file, item.file_sha256, item.record, "read", "source_not_selected", reason, "skipped")


def _names(article: Article) -> set[str]:
    return {name.casefold() for name in (article.source, article.metadata.get("domain")) if name}


def check(conn: connection, settings: Settings, warehouse_url: str, load_id: int, *, attended: bool = False) -> str:
    """Run the expectations on what was staged and set failing rows aside; returns the verdict.

    Raises:
        BadDay: a rule says stop; nothing will be published.
    """
    began = datetime.now(UTC)
    sources = load_sources(settings.sources).expectations
    verdict = checks.check(conn, warehouse_url, load_id, sources=sources, attended=attended)
    warehouse.keep_step(conn, load_id, "check", began)
    log.info("Checks say %s. %s", verdict.outcome, verdict.reason)
    if verdict.outcome == "stop":
        raise BadDay(verdict.reason)
    return verdict.outcome


def question(conn: connection, load_id: int, wait: timedelta, default: str) -> reports.Question | None:
    """What a person is asked about a held load, which from now on waits for the answer; None when it does not wait."""
    asked = reports.question(conn, load_id, wait, default)
    if asked:
        warehouse.await_decision(conn, load_id, wait.total_seconds())
    return asked


def decide(conn: connection, load_id: int, answer: str, by: str | None, comment: str | None = None) -> None:
    """Carry out an answer to `question`; `by` is None when no one gave it and the default was taken."""
    asked = reports.question(conn, load_id, timedelta(), answer)
    warehouse.decide(
        conn, load_id, reports.ANSWERS[answer], by=by or "nobody, the default was taken", in_person=by is not None,
        comment=comment, question=asked.because if asked else "",
    )  # fmt: skip
    log.info("%s: %s", by or "No one answered, the default is taken", answer)


def publish(conn: connection, load_id: int) -> dict[str, int]:
    """Publish what passed, in one transaction, then learn from it and index it; returns the account of the load."""
    began = datetime.now(UTC)
    counts = warehouse.publish(conn, load_id)
    warehouse.keep_step(conn, load_id, "publish", began)
    began = datetime.now(UTC)
    warehouse.learn_furniture(conn, load_id)
    warehouse.refresh_search(conn)
    warehouse.keep_step(conn, load_id, "index", began)
    return asdict(counts)


def report(conn: connection, load_id: int) -> str:
    """What came in and what became of it, and what fetching brought for the day, as text for the log."""
    told = reports.summary(conn, load_ids=[load_id])
    fetched = "".join(f"\n{fetching.report(conn, load.day)}" for load in told.loads).rstrip()
    return reports.as_text(told) + (f"\nFetched{fetched}\n" if fetched else "")
