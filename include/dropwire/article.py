"""The records that flow through the pipeline, one per step's contribution.

All offsets are code points, half open. Dates are ISO strings (`2017-11-06`), so that a record can be staged,
printed or sent as JSON without conversion. Terms follow the project's codebook (docs/codebook.md).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Form = Literal["text", "page"]
"""How an item's text is written: near-plain text with stray tags, or HTML markup (a page or a fragment)."""

Basis = Literal["meta", "url", "prefix", "dateline", "weekday", "anchors", "body", "arrival", "none"]
Status = Literal["asserted", "claimed", "denied", "planned", "negated", "hypothetical"]
DatePrecision = Literal["day", "week", "month", "year", "unknown"]

KEPT_KINDS = frozenset({"body", "title", "space"})
"""Span kinds that are not removals: the body, the headline, and white space folded between kept parts."""

REMOVED_KINDS = (
    "prefix", "markup", "dateline", "credit", "caption", "share", "navigation", "related", "advert", "signoff",
    "duplicate", "comment_box",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawItem:
    """One article as it came in: the unit that gets exactly one disposition."""

    file: str
    """Path of the drop, relative to the inbox (or as given on the command line)."""
    file_sha256: str
    record: int | None
    """Index in the file, from 0; None for a file that is one article."""
    form: Form
    text: str
    """Decoded, otherwise untouched: line ends, Unicode form and odd characters as they came."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """What came beside the text. Keys: url, title, source, author, published, lang, crawled_at, encoding."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item (or a whole file, record None) set aside with its reason; the raw bytes stay in the archive."""

    file: str
    file_sha256: str
    record: int | None
    stage: Literal["collect", "read", "clean", "extract", "check"]
    rule: str
    """Short stable name, such as `json_syntax` or `gzip_truncated`."""
    reason: str
    """One sentence for the person on duty: what is wrong and where."""
    disposition: Literal["quarantined", "skipped"] = "quarantined"
    """`skipped` where there is nothing to put right: an empty file, a source that was not asked for."""


class Span(NamedTuple):
    """A stretch of an article's raw text and what it is: a kept kind or one of `REMOVED_KINDS`.

    A named tuple, as segments are: articles have dozens, and a frozen dataclass takes four times as long to make.
    """

    kind: str
    start: int
    end: int


class Segment(NamedTuple):
    """`body[clean_start:clean_end]` is made from `raw_text[raw_start:raw_end]`.

    Segments of equal length map point by point; others (composed accents, entities, folded white space) as a whole.
    """

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Published:
    """When the article appeared: an interval of ISO days, and what it rests on. Unknown stays None."""

    start: str | None = None
    end: str | None = None
    basis: Basis = "none"
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. `spans` partition `raw_text`: every character is kept or removed for a named reason."""

    item: RawItem
    raw_text: str
    """The text spans point into: the decoded text of a text drop, the text of the parsed tree of a page."""
    spans: tuple[Span, ...]
    body: str
    """Kept paragraphs joined by a blank line, NFC, white space folded."""
    segments: tuple[Segment, ...]
    title: str | None
    lang: str | None
    lang_confidence: float
    source: str | None
    syndicated_from: str | None
    author: str | None
    url: str | None
    published: Published
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What cleaning learnt from removed parts: photo credits, captions, dateline place, tags."""

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs in order."""
        return self.body.split("\n\n") if self.body else []

    @property
    def removed(self) -> tuple[Span, ...]:
        """The spans that are not part of the article a reader came for."""
        return tuple(span for span in self.spans if span.kind not in KEPT_KINDS)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `body[start:end]` stands in `raw_text`.

        Raises:
            ValueError: the stretch is empty or outside the body.
        """
        if not 0 <= start < end <= len(self.body):
            raise ValueError(f"no such stretch of the body: {start}:{end} of {len(self.body)}")
        starts = [segment.clean_start for segment in self.segments]
        first = self.segments[max(0, bisect_right(starts, start) - 1)]
        last = self.segments[max(0, bisect_right(starts, end - 1) - 1)]
        linear_first = first.clean_end - first.clean_start == first.raw_end - first.raw_start
        linear_last = last.clean_end - last.clean_start == last.raw_end - last.raw_start
        raw_start = first.raw_start + (start - first.clean_start if linear_first else 0)
        raw_end = last.raw_start + (end - last.clean_start) if linear_last else last.raw_end
        return min(raw_start, first.raw_end), min(raw_end, last.raw_end)


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence that tells of an event, with what this sentence alone says."""

    sentence: int
    """Number of the sentence in the body, from 0."""
    start: int
    end: int
    """Offsets in the body."""
    quote: str
    status: Status
    attribution: str | None = None
    fatalities: int | None = None
    injured: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One type, one place, one day, one pair of sides, as one article tells it (codebook, "An event")."""

    type: str
    plover: str | None
    date: str | None
    date_min: str | None
    date_max: str | None
    date_precision: DatePrecision
    date_basis: str
    """`explicit`, `relative`, `report_date`, `document` or `vague`."""
    place: str | None
    lat: float | None
    lon: float | None
    admin1: str | None
    country: str | None
    geonames_id: int | None
    geo_precision: int
    """1 exact, 2 near or part of a district, 3 province, 4 country."""
    actor1: str | None
    assoc_actor1: tuple[str, ...]
    actor2: str | None
    assoc_actor2: tuple[str, ...]
    fatalities: int | None
    fatalities_low: int | None
    fatalities_high: int | None
    injured: int | None
    captured: int | None
    weapon: str | None
    status: Status
    attribution: str | None
    background: bool
    """Presupposed or stale: told as context, not as news."""
    group: int | None
    """Shared by the events of one list, such as four villages taken in one night."""
    confidence: float
    mentions: tuple[Mention, ...]
    """The evidence; the first is the sentence that carries the event."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """Field name to the rule that set it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the items read: the account every run must balance."""

    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    duplicate: int = 0
    quarantined: int = 0
    skipped: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def balanced(self) -> bool:
        """Whether every item read has one disposition."""
        return self.read == self.loaded + self.unchanged + self.duplicate + self.quarantined + self.skipped
