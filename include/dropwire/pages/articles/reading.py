"""One article for reading: its text with what tells of events, its raw text, its relatives and its history."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from psycopg2.extensions import cursor

from dropwire.archived import NotInArchive, raw_of
from dropwire.article import REMOVED_KINDS
from dropwire.config import Settings
from dropwire.pages.articles.diff import Stretch, shortened, word_diff
from dropwire.pages.articles.search import ask
from dropwire.report import pieces


class MentionKey(NamedTuple):
    """A sentence that tells of an event: anchor `m<event_no>-<mention_no>` of the page."""

    event_no: int
    mention_no: int


Paragraphs = Sequence[Sequence[pieces.Piece[MentionKey]]]


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the warehouse has it."""

    article_id: str
    title: str | None
    author: str | None
    body: str
    source: str | None
    syndicated_from: str | None
    url: str | None
    lang: str | None
    lang_confidence: float
    published_start: date | None
    published_end: date | None
    basis: str
    contradictions: Sequence[str]
    crawled_at: datetime | None
    metadata: Mapping[str, str]
    is_canonical: bool
    canonical_id: str
    story_id: str
    file: str
    file_sha256: str
    record: int | None
    drop_day: date
    drop_arrived_at: datetime
    first_day: date
    rules_version: str | None
    load_id: int
    valid_from: datetime
    archive_key: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """An event as the article tells it."""

    event_no: int
    event_id: str
    type: str
    words: str
    date_start: date | None
    date_end: date | None
    date_precision: str
    place: str | None
    admin1: str | None
    country: str | None
    geo_precision: int
    actor1: str | None
    assoc_actor1: Sequence[str]
    actor2: str | None
    assoc_actor2: Sequence[str]
    low: int | None
    best: int | None
    high: int | None
    injured: int | None
    captured: int | None
    weapon: str | None
    status: str
    attribution: str | None
    background: bool
    n_articles: int | None
    """Originals that tell of it; None where only copies do."""
    disputed: bool | None


class Mention(NamedTuple):
    """A sentence that tells of an event."""

    event_no: int
    mention_no: int
    body_start: int
    body_end: int
    raw_start: int
    raw_end: int
    quote: str
    status: str
    attribution: str | None


class Relative(NamedTuple):
    """An article with the same words or nearly so."""

    article_id: str
    title: str | None
    source: str | None
    published_start: date | None
    published_end: date | None
    first_day: date
    lang: str | None
    syndicated_from: str | None
    url: str | None
    relation: str
    """What it is: `original`, `reworked from`, `copy` or `reworked`."""
    similarity: float | None


class Teller(NamedTuple):
    """An article of the story."""

    article_id: str
    title: str | None
    source: str | None
    published_start: date | None
    published_end: date | None
    first_day: date
    lang: str | None
    is_this: bool
    n_shared: int
    n_in_all: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the article and what it changed of the one before."""

    number: int
    changed: Sequence[str]
    """Of `title`, `text`, `author`, `published`, `language`, `source`, `address`, `original`, `story`, `events`; empty
    for the first."""
    is_first: bool
    valid_from: datetime
    valid_to: datetime | None
    load_id: int
    kind: str | None
    file: str
    record: int | None
    rules_version: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page shows."""

    text: Text
    reports: Sequence[Report]
    mentions: Mapping[int, Sequence[Mention]]
    relatives: Sequence[Relative]
    story: Sequence[Teller]
    versions: Sequence[Version]


@dataclass(frozen=True, slots=True)
class Raw:
    """The raw text with what was removed."""

    parts: Sequence[pieces.Piece[MentionKey]]
    size: int
    removed: Sequence[tuple[str, int]]
    """Characters by kind."""
    is_other: bool
    """Whether the archive is read otherwise today than when the article was loaded, so that colours may be off."""

    @property
    def kept(self) -> int:
        """Characters that were not removed."""
        return self.size - sum(n for _, n in self.removed)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts as one, with what differs."""

    other: str
    """The other text's name: a publisher, or a version's number."""
    title: str | None
    stretches: Sequence[Stretch] | None
    """None where they are too long to be compared."""
    is_same: bool


_TITLE, _TEXT, _CONTENT = 7, 8, 18
_COMPARED = {
    "title": slice(7, 8), "text": slice(8, 9), "author": slice(9, 10), "language": slice(10, 11),
    "published": slice(11, 13), "source": slice(13, 14), "address": slice(14, 15), "original": slice(15, 17),
    "story": slice(17, 18),
}  # fmt: skip
"""What is compared of versions, by its place in versions.sql."""


def gather(cur: cursor, article_id: str) -> Reading | None:
    """Everything of an article but its raw text."""
    found = ask(cur, "article", id=article_id)
    if not found:
        return None
    mentions: dict[int, list[Mention]] = {}
    for row in ask(cur, "mentions", id=article_id):
        mentions.setdefault(row[0], []).append(Mention(*row))
    return Reading(
        Text(*found[0]), [Report(*row) for row in ask(cur, "reports", id=article_id)], mentions,
        [Relative(*row) for row in ask(cur, "relatives", id=article_id)],
        [Teller(*row) for row in ask(cur, "story", id=article_id)],
        _versions(ask(cur, "versions", id=article_id)),
    )  # fmt: skip


def paragraphs(reading: Reading) -> Paragraphs:
    """The clean text."""
    return list(pieces.paragraphs(reading.text.body, _marks(reading, "body_start", "body_end")))


def raw(cur: cursor, settings: Settings, reading: Reading) -> Raw:
    """The raw text, from the archive.

    Raises:
        NotInArchive: there is none to be had.
    """
    text = reading.text
    if text.archive_key is None:
        raise NotInArchive("The ledger does not know this drop.")
    whole = raw_of(settings, text.archive_key, text.file, text.file_sha256, text.record)
    removed = [tuple(row) for row in ask(cur, "removed", id=text.article_id)]
    sizes: Counter[str] = Counter()
    for kind, start, end in removed:
        sizes[kind] += min(end, len(whole)) - min(start, len(whole))
    told = [mention for own in reading.mentions.values() for mention in own]
    moved = sum(_letters(whole[m.raw_start : m.raw_end])[:12] != _letters(m.quote)[:12] for m in told)
    is_other = any(end > len(whole) for _, _, end in removed) or moved * 2 > len(told)
    return Raw(
        list(pieces.raw(whole, removed, [] if is_other else _marks(reading, "raw_start", "raw_end"))), len(whole),
        [(kind, sizes[kind]) for kind in REMOVED_KINDS if sizes[kind]], is_other,
    )  # fmt: skip


def difference(cur: cursor, reading: Reading, other_id: str) -> Difference | None:
    """How this text differs from another article's; None if there is none."""
    found = ask(cur, "text", id=other_id)
    if not found:
        return None
    title, source, body, _ = found[0]
    return _difference(source or "", title, body, reading.text.body)


def change(cur: cursor, reading: Reading, number: int) -> Difference | None:
    """What version `number` changed in the text of the one before; None if there is none."""
    rows = ask(cur, "versions", id=reading.text.article_id)
    if not 1 < number <= len(rows):
        return None
    newer, older = rows[len(rows) - number], rows[len(rows) - number + 1]
    return _difference(str(number), newer[_TITLE], older[_TEXT], newer[_TEXT])


def _difference(other: str, title: str | None, before: str, after: str) -> Difference:
    if before == after:
        return Difference(other, title, (), True)
    stretches = word_diff(before, after)
    return Difference(other, title, stretches and shortened(stretches), False)


def _marks(reading: Reading, start: str, end: str) -> list[pieces.Mark[MentionKey]]:
    return [
        pieces.Mark(getattr(m, start), getattr(m, end), MentionKey(m.event_no, m.mention_no))
        for own in reading.mentions.values()
        for m in own
    ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


def _versions(rows: Sequence[tuple[Any, ...]]) -> list[Version]:
    found = []
    for n, row in enumerate(rows):
        before = rows[n + 1] if n + 1 < len(rows) else None
        found.append(Version(len(rows) - n, _changed(before, row) if before else (), before is None, *row[:7]))
    return found


def _changed(before: tuple[Any, ...], after: tuple[Any, ...]) -> list[str]:
    found = [name for name, at in _COMPARED.items() if before[at] != after[at]]
    told_otherwise = before[_CONTENT] != after[_CONTENT]
    return found + (["events"] if told_otherwise and set(found) <= {"original", "story"} else [])
