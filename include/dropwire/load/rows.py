"""Records into rows: what one article and its events put into each staging table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from urllib.parse import urlsplit

from dropwire.article import Article, Event, Rejected
from dropwire.errors import BadItem
from dropwire.load.copy import Row, storable, to_json
from dropwire.load.ids import article_id, canonical_url, coding_id, item_id, location_id, source_id

ARTICLES = (
    "load_id", "shard", "item_id", "file", "file_sha256", "record", "article_id", "content_sha256", "layout_sha256",
    "url", "canonical_url", "domain", "source_id", "source", "syndicated_from", "title", "author", "body", "lang",
    "lang_confidence", "published_start", "published_end", "published_basis", "published_contradictions", "crawled_at",
    "raw_length", "text_fingerprint", "signature", "bands", "metadata",
)  # fmt: skip
SPANS = ("load_id", "shard", "item_id", "span_no", "kind", "raw_start", "raw_end")
EVENTS = (
    "load_id", "shard", "item_id", "event_no", "article_id", "coding_id", "type", "plover", "date_start", "date_end",
    "date_precision", "date_basis", "location_id", "place", "lat", "lon", "admin1", "country", "geonames_id",
    "geo_precision", "actor1", "assoc_actor1", "actor2", "assoc_actor2", "fatalities", "fatalities_low",
    "fatalities_high", "injured", "captured", "weapon", "status", "attribution", "background", "event_group",
    "confidence", "rules",
)  # fmt: skip
MENTIONS = (
    "load_id", "shard", "item_id", "event_no", "mention_no", "sentence", "body_start", "body_end", "raw_start",
    "raw_end", "quote", "status", "attribution", "fatalities", "injured",
)  # fmt: skip
REJECTS = ("load_id", "shard", "item_id", "file", "file_sha256", "record", "stage", "rule", "reason", "disposition")


class Signature(Protocol):
    """What the link step says of a text: equal fingerprints are copies, a shared band is worth comparing."""

    @property
    def fingerprint(self) -> str: ...  # noqa: D102

    @property
    def minhash(self) -> Sequence[int]: ...  # noqa: D102

    @property
    def bands(self) -> Sequence[int]: ...  # noqa: D102


@dataclass(slots=True)
class Batch:
    """Rows on their way to the staging tables."""

    load_id: int
    shard: str
    articles: list[Row] = field(default_factory=list)
    spans: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)

    def add(self, article: Article, events: Sequence[Event], signature: Signature) -> None:
        """Add an article's rows.

        Raises:
            BadItem: a value does not fit the warehouse; nothing of the article was added.
        """
        item, identity = article.item, article_id(article)
        key = (self.load_id, self.shard, item_id(item.file, item.file_sha256, item.record))
        told = [_event(number, event, identity) for number, event in enumerate(events)]
        quoted = [row for number, event in enumerate(events) for row in _mentions(number, event, article)]
        spans = [(number, span.kind, span.start, span.end) for number, span in enumerate(article.removed)]
        content, published = _content(article), _published(article)
        layout = [spans, [row[5:7] for row in quoted], len(article.raw_text)]
        self.articles.append((
            *key, item.file, item.file_sha256, item.record, identity,
            _digest([content, published, told, [(*row[:5], *row[7:]) for row in quoted]]), _digest(layout),
            *content, *published, _moment(item.meta.get("crawled_at")),
            len(article.raw_text), signature.fingerprint, tuple(signature.minhash), tuple(signature.bands),
            article.metadata,
        ))  # fmt: skip
        self.spans += [(*key, *row) for row in spans]
        self.events += [(*key, *row) for row in told]
        self.mentions += [(*key, *row) for row in quoted]

    def reject(self, item: Rejected) -> None:
        """Add an item that was set aside."""
        identity = item_id(item.file, item.file_sha256, item.record)
        self.rejects.append((
            self.load_id, self.shard, identity, item.file, item.file_sha256, item.record,
            item.stage, item.rule, item.reason, item.disposition,
        ))  # fmt: skip


def days(value: str | None, first: str | None, last: str | None) -> tuple[str | None, str | None]:
    """First and last day of an interval; `value` such as `2017-11` stands in where a bound is missing.

    Raises:
        BadItem: one of them is no date.
    """
    start, end = _day(first or value, last=False), _day(last or value, last=True)
    return start or end, end or start


def _day(value: str | None, *, last: bool) -> str | None:
    if not value:
        return None
    try:
        if len(value) >= 10:
            return date.fromisoformat(value[:10]).isoformat()
        year, month = int(value[:4]), int(value[5:7] or (12 if last else 1))
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1).isoformat() if last else date(year, month, 1).isoformat()
    except ValueError:
        raise BadItem("check", "date_form", f"{value!r} is no date of the form 2017-11-06 or 2017-11") from None


def _moment(value: str | None) -> str | None:
    """A crawler's time stamp, when it is one."""
    try:
        return datetime.fromisoformat(value.strip()).isoformat() if value else None
    except ValueError:
        return None


def _content(article: Article) -> tuple[object, ...]:
    address = canonical_url(article.url)
    domain = address.split("/")[0].split("?")[0] if address else (urlsplit(article.url or "").hostname or None)
    return (
        article.url, address, domain, source_id(article.source, domain), article.source or domain,
        article.syndicated_from, article.title, article.author, storable(article.body), article.lang,
        article.lang_confidence,
    )  # fmt: skip


def _published(article: Article) -> tuple[object, ...]:
    when = article.published
    return (*days(None, when.start, when.end), when.basis, when.contradictions)


def _event(number: int, event: Event, article: str) -> tuple[object, ...]:
    when = days(event.date, event.date_min, event.date_max)
    return (
        number, article, coding_id(event, when, article), event.type, event.plover, *when, event.date_precision,
        event.date_basis, location_id(event), event.place, event.lat, event.lon, event.admin1, event.country,
        event.geonames_id, event.geo_precision, event.actor1, tuple(event.assoc_actor1), event.actor2,
        tuple(event.assoc_actor2), event.fatalities, event.fatalities_low, event.fatalities_high, event.injured,
        event.captured, event.weapon, event.status, event.attribution, event.background, event.group,
        event.confidence, event.rules,
    )  # fmt: skip


def _mentions(number: int, event: Event, article: Article) -> list[tuple[object, ...]]:
    try:
        return [
            (
                number, order, mention.sentence, mention.start, mention.end,
                *article.raw_span(mention.start, mention.end), mention.quote, mention.status, mention.attribution,
                mention.fatalities, mention.injured,
            )
            for order, mention in enumerate(event.mentions)
        ]  # fmt: skip
    except (ValueError, IndexError) as error:
        raise BadItem("check", "evidence_place", f"evidence of event {number} ({event.type}): {error}") from error


def _digest(value: object) -> str:
    return hashlib.sha256(to_json(value).encode()).hexdigest()
