"""Newer rules over the archive: days that were read are read again, compared with what stands, and published anew.

Every day is a load of its own, of kind `reread`. As a rehearsal it is computed to the end and rolled back, and what it
would change is kept in `ops.load_differences`.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from psycopg2.extensions import connection

from dropwire import daily
from dropwire import load as warehouse
from dropwire.article import Article, Rejected
from dropwire.config import Settings
from dropwire.errors import DropwireError
from dropwire.pipeline import Processed, rules_version

log = logging.getLogger(__name__)

KIND = "reread"
"""Kind of these loads in `ops.loads`: what counts the news of a day leaves them out."""

Stage = Literal["clean", "extract"]
Published = Mapping[tuple[str, str, int | None], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Replay:
    """What was asked for."""

    first: date
    last: date
    run_id: str
    stage: Stage = "clean"
    """From which step on: `clean`, or `extract`, which leaves every article alone whose text would change, too."""
    sources: Sequence[str] = ()
    """Only articles of these, by name or domain; none: all."""
    dry_run: bool = True
    anew: bool = False
    """Read what neither bytes nor rules have changed of, too."""


def days(conn: connection, first: date, last: date) -> dict[date, int]:
    """The days of a range of which files were read, in order, and how many files."""
    return warehouse.days_read(conn, first, last)


def replay_day(conn: connection, settings: Settings, warehouse_url: str, day: date, asked: Replay) -> int:
    """Read a day's archived files with today's rules; returns the load. Unless `dry_run`, what changed is published.

    Raises:
        BadDay: a check says stop, or the program is at fault; nothing of the day is published.
    """
    version = rules_version(settings.lexicon, settings.sources)
    if not asked.dry_run:
        daily.register_actors(conn, settings)
    load_id = warehouse.begin_load(
        conn, day, asked.run_id, warehouse.files_read(conn, day), kind=KIND, dry_run=asked.dry_run,
        rules_version=version, extractor_version=version,
    )  # fmt: skip
    try:
        for shard in daily.plan(conn, settings, load_id):
            rework = _rework(conn, load_id, shard, asked.stage)
            daily.process(conn, settings, load_id, shard, asked.sources, rework, anew=asked.anew)
        daily.check(conn, settings, warehouse_url, load_id, attended=True)
        daily.publish(conn, load_id)
    except DropwireError as error:
        conn.rollback()
        warehouse.fail_load(conn, load_id, str(error))
        raise
    return load_id


def _rework(conn: connection, load_id: int, shard: daily.Shard, stage: Stage) -> daily.Rework | None:
    if stage == "clean":
        return None
    files = warehouse.files_of_shard(conn, load_id, shard["number"])
    published = warehouse.published_texts(conn, [file.sha256 for file in files])

    def only_events(results: Iterator[Processed]) -> Iterator[Processed]:
        return (_unless_text_changed(result, published) for result in results)

    return only_events


def _unless_text_changed(result: Processed, published: Published) -> Processed:
    if isinstance(result, Rejected):
        return result
    item = result[0].item
    before = published.get((item.file, item.file_sha256, item.record))
    if before is None or before == _text(result[0]):
        return result
    reason = "cleaning would change the article, too, and only events were to be read again"
    return Rejected(item.file, item.file_sha256, item.record, "clean", "text_would_change", reason, "skipped")


def _text(article: Article) -> tuple[object, ...]:
    digest = hashlib.md5(article.body.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    when = warehouse.days(None, article.published.start, article.published.end)
    return (digest, article.title, *when)
