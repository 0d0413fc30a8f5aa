"""One event: what is known of it, every report with its own figures and sentences, and what was said of it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from psycopg2.extensions import cursor

from dropwire.pages.events.statements import Row, ask

CONTEXT = 220
"""Code points of the article told before and after a sentence."""
MOST_REPORTS = 60
MOST_VERSIONS = 20
Rule = Literal[
    "facts",
    "fact",
    "two_claimants",
    "claim_and_fact",
    "claims",
    "claim",
    "denied",
    "negated",
    "planned",
    "hypothetical",
]  # fmt: skip
"""By which rule the status of an event came out of its reports."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The row of an event, or of an earlier version of it."""

    event_id: str
    type: str
    plover: str | None
    date_start: date | None
    date_end: date | None
    date_precision: str
    date_basis: str
    geo_precision: int
    actor1: str | None
    assoc_actor1: Sequence[str]
    actor2: str | None
    assoc_actor2: Sequence[str]
    civilian_targeting: bool
    low: int | None
    best: int | None
    high: int | None
    injured: int | None
    captured: int | None
    weapon: str | None
    status: str
    disputed: bool
    attribution: str | None
    background: bool
    confidence: float
    n_mentions: int
    n_articles: int
    n_sources: int
    extractor_version: str | None
    load_id: int
    valid_from: datetime
    valid_to: datetime | None
    superseded_by: str | None
    location_id: str | None
    place: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that tells of it, with what stands around it in the article."""

    mention_no: int
    before: str
    quote: str
    after: str
    status: str
    attribution: str | None
    fatalities: int | None
    injured: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of it."""

    article_id: str
    event_no: int
    source: str | None
    syndicated_from: str | None
    title: str | None
    url: str | None
    lang: str | None
    published: tuple[date | None, date | None]
    first_day: date
    near_duplicate_of: str | None
    status: str
    attribution: str | None
    low: int | None
    figure: int | None
    high: int | None
    injured: int | None
    background: bool
    place: str | None
    dates: tuple[date | None, date | None]
    actor1: str | None
    actor2: str | None
    n_copies: int
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class Event:
    """An event with all that the page tells."""

    facts: Facts
    rule: Rule
    said: Counter[str]
    """How many reports say what of it."""
    reports: Sequence[Report]
    n_reports: int
    """Reports in all, where not all are told."""
    versions: Sequence[Facts]
    """Earlier ones, the latest first."""
    merged: Sequence[tuple[str, datetime]]
    """Events that were found to be this one, and when."""
    maybe: Sequence[Row]
    """Events that may be this one, but need not be: id, type, days, place."""


def event_of(cur: cursor, event_id: UUID) -> Event | None:
    """The event, if it stands."""
    rows = ask(cur, "event", event_id=str(event_id))
    if not rows:
        return None
    facts = Facts(*rows[0])
    said: Counter[str] = Counter(dict(ask(cur, "said", event_id=str(event_id))))
    return Event(
        facts, _rule(facts, said), said, _reports(cur, event_id), sum(said.values()),
        [Facts(*row) for row in ask(cur, "versions", event_id=str(event_id), most=MOST_VERSIONS)],
        [(row[0], row[1]) for row in ask(cur, "merged", event_id=str(event_id))],
        ask(cur, "maybe", event_id=str(event_id)),
    )  # fmt: skip


def current(cur: cursor, event_id: UUID) -> str | None:
    """The event that tells now what this id told."""
    rows = ask(cur, "current", event_id=str(event_id))
    return rows[0][0] if rows else None


def gone(cur: cursor, event_id: UUID) -> Facts | None:
    """The last version of an event that no article tells any more."""
    rows = ask(cur, "versions", event_id=str(event_id), most=1)
    return Facts(*rows[0]) if rows else None


def _reports(cur: cursor, event_id: UUID) -> list[Report]:
    mentions: dict[tuple[str, int], list[Mention]] = {}
    rows = ask(cur, "reports", event_id=str(event_id), most=MOST_REPORTS)
    keys = [row[0] for row in rows]
    for article_id, event_no, *told in ask(cur, "mentions", event_id=str(event_id), ids=keys, context=CONTEXT):
        mentions.setdefault((article_id, event_no), []).append(_mention(told))
    return [_report(row, mentions.get((row[0], row[1]), [])) for row in rows]


def _report(row: Row, mentions: Sequence[Mention]) -> Report:
    fields = [*row[:7], (row[7], row[8]), *row[9:19], (row[19], row[20]), *row[21:], mentions]
    return Report(*fields)


def _mention(told: Sequence[object]) -> Mention:
    mention_no, before, quote, after, *rest = told
    left, right = str(before), str(after)
    if len(left) == CONTEXT:  # cut inside a word
        left = "… " + left.partition(" ")[2]
    if len(right) == CONTEXT:
        right = right.rpartition(" ")[0] + " …"
    return Mention(int(str(mention_no)), left, str(quote), right, *rest)  # type: ignore[arg-type]


def _rule(facts: Facts, said: Counter[str]) -> Rule:
    """As docs/codebook.md resolves it; the status itself was resolved when it was published."""
    if facts.status == "asserted":
        return "facts" if said["asserted"] > 1 else "fact"
    if facts.status == "corroborated":
        return "claim_and_fact" if said["asserted"] else "two_claimants"
    if facts.status == "claimed":
        return "claims" if said["claimed"] > 1 else "claim"
    plain: dict[str, Rule] = {"denied": "denied", "negated": "negated", "planned": "planned"}
    return plain.get(facts.status, "hypothetical")
