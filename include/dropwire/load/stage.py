"""Write a shard's articles, events and refusals to the staging tables; a retry replaces what the first try left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from psycopg2.errors import UniqueViolation
from psycopg2.extensions import connection, cursor

from dropwire.article import Article, Counts, Event, Rejected
from dropwire.errors import BadDay, BadItem
from dropwire.load import rows
from dropwire.load.copy import copy_rows
from dropwire.load.statements import statement

BATCH = 100
"""Articles held in memory at once, rows and their text for COPY: some tens of megabytes."""

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
        n_articles = n_events = 0
        for batch in _batches(load_id, shard, items, sign):
            _copy(cur, batch)
            n_articles += len(batch.articles)
            n_events += len(batch.events)
        values = {"load_id": load_id, "shard": shard, "n_articles": n_articles, "n_events": n_events}
        cur.execute(statement("close_shard"), values)
        n_read, n_refused, n_skipped, twice = cur.fetchone()  # type: ignore[misc]
        if twice:
            raise BadDay(f"{twice} was both read and refused: the account would not balance")
    return Counts(n_read + n_refused, quarantined=n_refused - n_skipped, skipped=n_skipped)


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


def _copy(cur: cursor, batch: rows.Batch) -> None:
    try:
        copy_rows(cur, "staging.articles", rows.ARTICLES, batch.articles)
    except UniqueViolation as error:
        row = next(row for row in batch.articles if str(row[2]) in (error.diag.message_detail or ""))
        name = row[3] if row[5] is None else f"item {row[5]} of {row[3]}"
        raise BadDay(f"{name} was read twice: the account would not balance") from error
    copy_rows(cur, "staging.removed_spans", rows.SPANS, batch.spans)
    copy_rows(cur, "staging.events", rows.EVENTS, batch.events)
    copy_rows(cur, "staging.mentions", rows.MENTIONS, batch.mentions)
    copy_rows(cur, "ops.rejects", rows.REJECTS, batch.rejects)
