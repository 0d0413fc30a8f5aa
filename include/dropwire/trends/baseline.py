"""What is usual: medians and median deviations of the same days of earlier weeks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from math import exp, log, sqrt
from statistics import median

from dropwire.trends.counts import ALL, METRICS, Anomaly, Band, DayCounts

WEEKS = 8
"""How far back a day is compared."""
SAME_WEEKDAYS = 4
"""So many earlier days of the weekday tell what is usual for it; with fewer, all days do, more loosely."""
LEAST_DAYS = 10
"""Below this nothing is called unusual."""
DEVIATIONS = 4.0
NEW_NORMAL = 14
"""After so many unusual days in a row, they are what is usual."""
SILENCE = 10.0
"""Articles that must be missing before a source counts as silent: of a few a day, one day without says nothing."""
_MAD = 1.4826  # of a normal distribution, makes the median deviation a standard deviation


def band(values: Sequence[float], floor: float) -> Band:
    """Median, and four robust standard deviations to each side."""
    usual = median(values)
    spread = max(_MAD * median(abs(value - usual) for value in values), floor)
    return Band(usual, usual - DEVIATIONS * spread, usual + DEVIATIONS * spread, len(values))


@dataclass
class History:
    """Days as they came (none loaded by backfill), by source; and the anomalies found on them."""

    days: Sequence[date]
    """Days on which something was measured, in order, whether or not anything came."""
    counts: Mapping[tuple[str, date], DayCounts]
    anomalies: Iterable[Anomaly] = ()
    others: Mapping[str, date] = field(default_factory=dict)
    """Sources whose counts are not here, and the first day of each."""
    _first: dict[str, date] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._first |= self.others
        for key, day in self.counts:
            self._first[key] = min(day, self._first.get(key, day))

    @cached_property
    def _odd(self) -> frozenset[tuple[str, str, date]]:
        return frozenset((found.source_key, found.metric, found.day) for found in self.anomalies)

    def at(self, key: str, day: date) -> DayCounts:
        """What came that day; nothing is a count, too."""
        return self.counts.get((key, day)) or DayCounts()

    def before(self, key: str, metric: str, day: date) -> Sequence[date]:
        """Days to compare with: as the source was, without those that were unusual unless they have become usual."""
        first = max(self._first.get(key, day), day - timedelta(weeks=WEEKS))
        days = self.days[bisect_left(self.days, first) : bisect_left(self.days, day)]
        ordinary = [other for other in days if (key, metric, other) not in self._odd]
        lasting = len(days) - 1 - days.index(ordinary[-1]) if ordinary else len(days)
        return days[-lasting:] if lasting >= NEW_NORMAL else ordinary

    def is_known(self, key: str, day: date) -> bool:
        """Whether it came often enough for something to be usual."""
        return len(self.before(key, "volume", day)) >= LEAST_DAYS

    def volume_band(self, key: str, day: date) -> Band | None:
        """What is usual for the source on this weekday; None while too little is known."""
        days = self.before(key, "volume", day)
        if len(days) < LEAST_DAYS:
            return None
        values = {other: self.at(key, other).n_articles for other in days}
        weekdays: dict[int, list[int]] = {n: [] for n in range(7)}
        for other, v in values.items():
            weekdays[other.weekday()].append(v)
        same = weekdays[day.weekday()]
        if len(same) < SAME_WEEKDAYS:
            every = sorted(values.values())
            return Band(median(every), 0.25 * every[0], 3.0 * every[-1], len(every))
        usual = median(same)
        # The scatter of all weekdays around their own medians: eight days alone would tell it badly. As logarithms, so
        # that a tenth is as far from usual as ten times.
        centres = {n: median(own) for n, own in weekdays.items() if own}
        off = [abs(log((v + 1) / (centres[other.weekday()] + 1))) for other, v in values.items()]
        spread = max(_MAD * median(off), 1 / sqrt(usual + 1), 0.1)
        low, high = ((usual + 1) * exp(sign * DEVIATIONS * spread) - 1 for sign in (-1, 1))
        return Band(usual, low, high, len(same))

    def metric_band(self, key: str, metric: str, day: date) -> Band | None:
        """What is usual for a share or mean of the source, whatever the weekday."""
        measure, counts = METRICS[metric], self.at(key, day)
        values = [measure.value(self.at(key, other)) for other in self.before(key, metric, day)]
        known = [value for value in values if value is not None]
        if len(known) < LEAST_DAYS:
            return None
        return band(known, measure.floor(median(known), counts))

    def languages(self, key: str, day: date) -> Counter[str]:
        """Articles by language over the days compared with."""
        total: Counter[str] = Counter()
        for other in self.before(key, "lang_shift", day):
            total.update(self.at(key, other).langs)
        return total

    def sources(self) -> list[str]:
        """Every key, all sources together first."""
        return [ALL, *sorted(key for key in self._first if key != ALL)]

    def silent_for(self, key: str, day: date) -> list[date]:
        """The days without an article up to this one."""
        days: list[date] = []
        for other in reversed([other for other in self.days if self._first.get(key, day) <= other <= day]):
            if self.at(key, other).n_articles + self.at(key, other).n_old:
                break
            days.append(other)
        return days

    def longest_silence(self, key: str, before: date) -> int:
        """Most days in a row without an article that were found ordinary."""
        longest = now = 0
        for day in self.before(key, "volume", before):
            now = 0 if self.at(key, day).n_articles else now + 1
            longest = max(longest, now)
        return longest
