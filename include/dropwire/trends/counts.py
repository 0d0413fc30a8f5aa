"""What came in on a day from a source, and the figures made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from math import sqrt

ALL, NONE = "all", "none"
"""Keys of every source together and of articles that name none."""


@dataclass(slots=True)
class DayCounts:
    """Sums over a day's loads; field by field a column of ops.trend_days."""

    n_articles: int = 0
    n_old: int = 0
    n_refused: int = 0
    n_rejected: int = 0
    n_duplicate: int = 0
    n_no_date: int = 0
    n_no_source: int = 0
    n_no_title: int = 0
    n_stale: int = 0
    n_furniture: int = 0
    n_repeated: int = 0
    n_short: int = 0
    n_chars: int = 0
    n_events: int = 0
    langs: Mapping[str, int] = field(default_factory=dict)
    repeated_line: str | None = None

    def __add__(self, other: DayCounts) -> DayCounts:
        numbers = [getattr(self, f.name) + getattr(other, f.name) for f in fields(self)[:14]]
        langs = dict(Counter(self.langs) + Counter(other.langs))
        return DayCounts(*numbers, langs=langs, repeated_line=self.repeated_line or other.repeated_line)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Band:
    """What is usual, and how far a value may be from it."""

    usual: float
    low: float
    high: float
    n_history: int


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A figure of a day out of the ordinary."""

    day: date
    source_key: str
    metric: str
    source: str
    value: float
    usual: float
    low: float
    high: float
    n_history: int

    @property
    def rises(self) -> bool:
        """Whether it is too high rather than too low."""
        return self.value > self.high


@dataclass(frozen=True, slots=True)
class Share:
    """A share of articles that should stay as it is; only a rise is of interest."""

    part: Callable[[DayCounts], int]
    whole: Callable[[DayCounts], int]
    words: str

    def value(self, counts: DayCounts) -> float | None:
        """The share, or None of nothing."""
        whole = self.whole(counts)
        return self.part(counts) / whole if whole else None

    def floor(self, usual: float, counts: DayCounts) -> float:
        """Least spread: what chance alone makes of so few articles."""
        return sqrt(max(usual * (1 - usual), 0.01) / max(self.whole(counts), 1)) + 0.02

    def matters(self, value: float, usual: float, counts: DayCounts) -> bool:
        """Fifteen points more, and not a handful of articles."""
        return value - usual >= 0.15 and self.part(counts) >= 5


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean per article, out of order when it halves or doubles."""

    total: Callable[[DayCounts], float]
    words: str
    least: int = 10

    def value(self, counts: DayCounts) -> float | None:
        """The mean, or None of too few articles."""
        return self.total(counts) / counts.n_articles if counts.n_articles >= self.least else None

    def floor(self, usual: float, counts: DayCounts) -> float:
        """Least spread, wider for few articles."""
        return (
            usual * (0.1 + 0.5 / sqrt(max(counts.n_articles, 1)))
            if usual > 10
            else 0.1 * usual + sqrt(max(usual, 0.1) / max(counts.n_articles, 1))
        )

    def matters(self, value: float, usual: float, counts: DayCounts) -> bool:
        """Half or double."""
        return value <= 0.5 * usual or value >= 2 * usual + 0.2


def _articles(counts: DayCounts) -> int:
    return counts.n_articles


METRICS: Mapping[str, Share | Mean] = {
    "rejected": Share(
        lambda c: c.n_rejected + c.n_refused, lambda c: c.n_articles + c.n_refused, "set aside by reading and checks"
    ),
    "duplicate": Share(lambda c: c.n_duplicate, _articles, "copies of another article"),
    "no_date": Share(lambda c: c.n_no_date, _articles, "without a date"),
    "no_source": Share(lambda c: c.n_no_source, _articles, "naming no source"),
    "no_title": Share(lambda c: c.n_no_title, _articles, "without a title"),
    "stale": Share(lambda c: c.n_stale, _articles, "published more than 3 days before"),
    "furniture": Share(lambda c: c.n_furniture, _articles, "with markup or furniture left in the body"),
    "repeated": Share(lambda c: c.n_repeated, _articles, "with a line that comes back in many bodies"),
    "short": Share(lambda c: c.n_short, _articles, "with a body under 300 characters"),
    "length": Mean(lambda c: c.n_chars, "characters a body"),
    "yield": Mean(lambda c: c.n_events, "events an article"),
}
"""Shares and means by name. Volume and the two mixes are reckoned apart."""

WORDS: Mapping[str, str] = {
    "volume": "articles",
    "lang_shift": "in a language unusual for it",
    "source_shift": "of the source mix moved",
    **{name: metric.words for name, metric in METRICS.items()},
}
"""What each figure counts, in words."""
