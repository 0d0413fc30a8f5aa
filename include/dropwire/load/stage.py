"""Write a shard's articles, events and refusals to the staging tables; a retry replaces what the first try left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from psycopg2.extensions import connection, cursor

from dropwire.article import Article, Counts, Event, Rejected
from dropwire.errors import BadDay, BadItem
from dropwire.load import rows
from dropwire.load.copy import copy_rows
from dropwire.load.statements import statement

BATCH = 500
"""Articles held in memory at once: some megabytes."""

Told = tuple[Article, Sequence[Event]]


def stage(
    conn: connection,
    load_id: int,
    shard: str,
    items: Iterable[Told | Rejected],
    *,
    sign: Callable[[str], rows.Signature],
) -> Counts:
    """Stage what a shard read, one transaction in all; `items` may be a generator over millions.

    Returns how many items the shard accounts for, settled ones among them, and how many of them were quarantined or
    skipped already.

    Raises:
        BadDay: the load is not open, or an item came twice.
    """
    with conn, conn.cursor() as cur:
        cur.execute(statement("clear_shard"), {"load_id": load_id, "shard": shard})
        opened = cur.fetchone()
        if opened is None or opened[0] == "failed":
            raise BadDay(f"load {load_id} is not open")
        staged: set[object] = set()
        refused: dict[object, object] = {}
        n_events = 0
        for batch in _batches(load_id, shard, items, sign):
            _account(batch, staged, refused)
            n_events += len(batch.events)
            _copy(cur, batch)
        values = {
            "load_id": load_id, "shard": shard,
            "n_articles": len(staged), "n_events": n_events, "n_rejected": len(refused),
        }  # fmt: skip
        cur.execute(statement("close_shard"), values)
        (n_articles,) = cur.fetchone()  # type: ignore[misc]
    skipped = sum(disposition == "skipped" for disposition in refused.values())
    return Counts(n_articles + len(refused), quarantined=len(refused) - skipped, skipped=skipped)


def _batches(
    load_id: int, shard: str, items: Iterable[Told | Rejected], sign: Callable[[str], rows.Signature]
) -> Iterator[rows.Batch]:
    stream = iter(items)
    while chunk := list(islice(stream, BATCH)):
        batch = rows.Batch(load_id, shard)
        for item in chunk:
            if isinstance(item, Rejected):
                batch.reject(item)
                continue
            article, events = item
            try:
                batch.add(article, events, sign(article.body))
            except BadItem as error:
                raw = article.item
                batch.reject(Rejected(raw.file, raw.file_sha256, raw.record, error.stage, error.rule, error.reason))
        yield batch


def _account(batch: rows.Batch, staged: set[object], refused: dict[object, object]) -> None:
    """Every item counts once. One refused for several reasons is still one item; any other repetition is an error."""
    for row in batch.articles:
        if row[2] in staged or row[2] in refused:
            raise BadDay(f"item {row[5]} of {row[3]} was read twice: the account would not balance")
        staged.add(row[2])
    for row in batch.rejects:
        if row[2] in staged:
            raise BadDay(f"item {row[5]} of {row[3]} was both read and refused: the account would not balance")
        refused.setdefault(row[2], row[-1])


def _copy(cur: cursor, batch: rows.Batch) -> None:
    copy_rows(cur, "staging.articles", rows.ARTICLES, batch.articles)
    copy_rows(cur, "staging.removed_spans", rows.SPANS, batch.spans)
    copy_rows(cur, "staging.events", rows.EVENTS, batch.events)
    copy_rows(cur, "staging.mentions", rows.MENTIONS, batch.mentions)
    copy_rows(cur, "ops.rejects", rows.REJECTS, batch.rejects)
