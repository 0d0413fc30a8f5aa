"""Publication day reckoned from what an article tells: the latest day it reports, in the one year that fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from dropwire.article import Basis, Published
from dropwire.clean.anchors import FIRST, Anchors
from dropwire.clean.dates import WEEKDAYS, Mention, days_later, find_dates
from dropwire.clean.lines import lower

_WEEK = timedelta(days=7)
_NEAR = timedelta(days=3)
_CLOSE = timedelta(days=1)
_YEAR = timedelta(days=366)
_OPENING = 800
_OUTVOTED = 2
"""Eras that must speak for another year before the crawler's month is set aside."""
_ON_WEEKDAY = re.compile(rf"\b(?:on|pada(?: hari)?)\s+({'|'.join(map(re.escape, WEEKDAYS))})\b")
_LEAD = 400
_LAG = 3
"""Days back that the weekdays of a dispatch reach at most: from its own day."""
_FETCHED = timedelta(days=60)
"""Days that the latest day told may lie before the crawler's day, which is the day of the page."""
_FRESH = 60
"""Days between a full date and a day without year that still belong together."""


@dataclass(slots=True)
class Clues:
    """What the parts of a drop say about its day."""

    stated: str | None = None
    """Date of publication that came beside the text."""
    url: str | None = None
    date_lines: list[str] = field(default_factory=list)
    """Date lines of the page, lower-cased."""
    dateline: str | None = None
    """The date inside a paragraph's dateline, lower-cased, often without year."""
    prefix: str | None = None
    arrival: date | None = None
    title: str = ""
    body: str = ""


def month_end(prefix: str) -> date:
    """The last day of a crawler prefix (`2017-11` or `2017-11-06`)."""
    year, month, *day = map(int, prefix.split("-"))
    if day:
        return date(year, month, day[0])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


class Reckoning:
    """Publication day reckoned from what the text tells."""

    def __init__(self, clues: Clues, anchors: Anchors) -> None:
        self.clues = clues
        self.notes: list[str] = []
        text = f"{clues.title}\n{clues.body}"
        self.low = low = lower(text)
        self.mentions = find_dates(low)
        self.found = anchors.find(text, low)
        self.limit = month_end(clues.prefix) if clues.prefix else None
        self.crawled = self.limit if len(clues.prefix or "") == len("2017-11-06") else None
        self.last = clues.arrival or anchors.horizon
        self.basis: Basis = "body"

    def result(self) -> Published:
        """The interval; without start when the year stays open."""
        dated = self._from_dateline() or self._from_days() or self._from_full_dates()
        if dated:
            start, exact = dated
            if self.crawled and not exact and timedelta() <= self.crawled - start <= _FETCHED:
                start, exact, self.basis = self.crawled, True, "prefix"
            end = start if exact else min(start + _WEEK, max(start, self.last))
            if self.limit and start > self.limit:
                self.notes.append(f"prefix: {self.clues.prefix}")
            elif self.limit and not exact:
                end = max(start, min(end, self.limit))
            return Published(start.isoformat(), end.isoformat(), self.basis, tuple(self.notes))
        if self.clues.prefix and self.limit:
            start = date.fromisoformat((self.clues.prefix + "-01")[:10])
            floor = self._floor()
            if floor <= self.limit:
                return Published(max(start, floor).isoformat(), self.limit.isoformat(), "prefix", tuple(self.notes))
            self.notes.append(f"prefix: {self.clues.prefix}")
        return Published(contradictions=tuple(self.notes))

    def _from_dateline(self) -> tuple[date, bool] | None:
        """`KABUL, Oct 2 (Reuters) -`: the day is sure, the year to be found."""
        if not self.clues.dateline:
            return None
        for mention in find_dates(f"({self.clues.dateline})"):
            if mention.day is None:
                continue
            near = None if mention.year else self._near_full_date(mention)
            years = [mention.year] if mention.year else [near.year] if near else self._years([mention], after=_WEEK)
            years = years if len(years) == 1 else self._by_opening(mention, years)
            if len(years) == 1 and (day := mention.on(years[0])):
                self.basis = "dateline"
                return day, True
        return None

    def _by_opening(self, day: Mention, years: list[int]) -> list[int]:
        """The years in which a dateline's day is the weekday its opening names, or ends the days the body names."""
        low = self.clues.body.lower()
        named = _ON_WEEKDAY.search(low, 0, _LEAD)
        opening = [y for y in years if named and (d := day.on(y)) and d.weekday() == WEEKDAYS[named[1]]]
        told = {WEEKDAYS[match[1]] for match in _ON_WEEKDAY.finditer(low)}
        if len(opening) == 1 or len(told) < 2:
            return opening
        lags = {y: [(d.weekday() - w) % 7 for w in told] for y in years if (d := day.on(y))}
        return [y for y, days in lags.items() if min(days) == 0 and max(days) <= _LAG] or opening

    def _from_days(self) -> tuple[date, bool] | None:
        """Days without year: the latest of them, in the one year that fits."""
        days = [m for m in self.mentions if m.day and not m.year and not m.future]
        if not days:
            return None
        latest = _latest(days)
        told = next((m for m in days if m.relation is not None), None)
        base = told or latest
        shift = timedelta(
            days=base.relation if base.relation is not None else days_later(self.low, base, self.mentions)
        )
        if near := self._near_full_date(base):
            return near + shift, base.relation is not None
        years = self._by_arrival(base, self._years(days, base))
        if len(years) != 1 or not (day := base.on(years[0])):
            return None
        return day + shift, base.relation is not None

    def _by_arrival(self, base: Mention, years: list[int]) -> list[int]:
        """News is new when it arrives: of several years the last one before the arrival, if it is within a year."""
        arrival = self.clues.arrival
        if arrival is None or len(years) < 2:
            return years
        day = base.on(max(years))
        if day is None or arrival - day > _YEAR:
            return years
        self.basis = "arrival"
        return [max(years)]

    def _near_full_date(self, base: Mention) -> date | None:
        """The day beside the latest full date of the text, when the two belong together."""
        full = [d for m in self.mentions if m.year and m.day and not m.future and (d := m.on(m.year))]
        full = [d for d in full if d <= self.last]
        if not full:
            return None
        for year in (max(full).year, max(full).year + 1):
            day = base.on(year)
            if day and -14 <= (day - max(full)).days <= _FRESH:
                return max(day, max(full)) if base.relation is None else day
        return None

    def _from_full_dates(self) -> tuple[date, bool] | None:
        """Full dates alone: the latest of them, when it stands in the first paragraphs."""
        opening = len(self.clues.title) + 1 + max(_OPENING, len("\n\n".join(self.clues.body.split("\n\n")[:3])))
        full = [
            (d, m)
            for m in self.mentions
            if m.year and m.day and not m.future and m.start < opening and (d := m.on(m.year))
        ]
        full = [(d, m) for d, m in full if self._floor(full_dates=False) <= d <= self.last]
        if not full:
            return None
        later = [(d, m) for m in self.mentions if m.year and m.day and not m.future and (d := m.on(m.year))]
        newest = max(d for d, _ in full)
        full += [(d, m) for d, m in later if timedelta() < d - newest <= _WEEK and d <= self.last]
        day, mention = max(full, key=lambda f: f[0])
        if self.limit and (self.limit - day).days > 366:
            return None
        return day + timedelta(days=mention.relation or 0), mention.relation is not None

    def _floor(self, *, full_dates: bool = True) -> date:
        """The earliest day the article can have appeared: what it looks back on, and who holds office in it."""
        past = [m for m in self.mentions if m.year and not m.future and (full_dates or not m.day)]
        days = [m.on(m.year or 0) or date(m.year or 0, m.month or 1, 1) for m in past]
        days += [min(start for start, _ in spans) for spans in self.found.spans.values()]
        return max((d for d in days if d <= self.last), default=FIRST)

    def _years(self, days: list[Mention], base: Mention | None = None, after: timedelta = _NEAR) -> list[int]:
        """The years in which the article can have appeared; `after` a known happening at most."""
        base = base or _latest(days)
        floor = self._floor()
        fits = [
            y for y in range(max(floor.year, 2000), self.last.year + 1) if (d := base.on(y)) and floor <= d <= self.last
        ]
        day = self.crawled
        if day and (crawled := [y for y in fits if (d := base.on(y)) and timedelta() <= day - d <= _FETCHED]):
            self.basis = "prefix"
            return crawled
        by_week = self._by_weekday(days, base, fits, all_agree=True)
        known = self._happening_years(days, base, by_week, after)
        if len(known) == 1:
            self.basis = "anchors"
            return known
        fits = known or fits
        by_day = self._by_weekday(days, base, fits)
        by_office = self._by_span(base, by_day, "office")
        by_group = self._by_span(base, by_office, "group")
        votes = self._era_votes(base, by_group)
        best = max(votes.values(), default=0)
        within = [y for y in by_group if self.limit and (d := base.on(y)) and d <= self.limit]
        if self.limit and not within and by_group:
            self.notes.append(f"prefix: {self.clues.prefix}")
        if within and votes[max(within)] > best - _OUTVOTED:
            self.basis = "weekday" if len(by_day) < len(fits) else "prefix"
            return [max(within)]
        likely = [y for y in by_group if votes[y] == best]
        if len(likely) == 1:
            self.basis = "anchors" if len(by_day) > 1 else "weekday"
        return likely

    def _happening_years(self, days: list[Mention], base: Mention, fits: list[int], after: timedelta) -> list[int]:
        """Years of known happenings at a named place on a day the text tells of."""
        votes: Counter[int] = Counter()
        different: dict[tuple[int, int], Mention] = {}
        for mention in days:
            different.setdefault((mention.month or 1, mention.day or 1), mention)
        told = [(_place(key), mention) for key, mention in different.items()]
        for _, day in self.found.happenings:
            place = _place((day.month, day.day))
            for at, mention in told:
                if after.days + 1 < abs(at - place) < 365 - after.days:  # however the years are long
                    continue
                near = [
                    d
                    for y in (day.year, day.year - 1, day.year + 1)
                    if (d := mention.on(y)) and -_NEAR <= d - day <= after
                ]
                year = near[0].year + _turn(mention, base) if near else 0
                if year in fits:
                    votes[year] += 2 if abs(near[0] - day) <= _CLOSE else 1
                    break
        if not votes:
            return []
        limit = self.limit
        if limit and limit.year in fits and limit.month == base.month:
            votes[limit.year] += 2  # the prefix counts as one more, as it may be wrong
        best = max(votes.values())
        return [year for year, count in votes.items() if count == best]

    def _by_weekday(
        self, days: list[Mention], base: Mention, years: list[int], *, all_agree: bool = False
    ) -> list[int]:
        """The years whose calendar agrees with most weekdays stated; with `all_agree`, all years unless with all."""
        stated = [m for m in days if m.weekday is not None]
        if not stated or not years:
            return years
        right = {
            y: sum((d := m.on(y - _turn(m, base))) is not None and d.weekday() == m.weekday for m in stated)
            for y in years
        }
        best = max(right.values())
        if all_agree:
            return [y for y in years if right[y] == len(stated)] or years
        if best == 0:
            self.notes.append("weekday: no year agrees")
            return years
        if best < len(stated):
            self.notes.append(f"weekday: {len(stated) - best} of {len(stated)} disagree with the calendar")
        return [y for y in years if right[y] == best]

    def _by_span(self, base: Mention, years: list[int], kind: str) -> list[int]:
        """The years that agree with what held then; a name that leaves no year is recorded and passed over."""
        for (k, name), spans in self.found.spans.items():
            if k != kind:
                continue
            kept = [y for y in years if (d := base.on(y)) and any(a <= d <= b + _WEEK for a, b in spans)]
            if kept:
                years = kept
            elif years:
                self.notes.append(f"anchor: {name}")
        return years

    def _era_votes(self, base: Mention, years: list[int]) -> dict[int, int]:
        """For each year how many of the eras the text names held then."""
        eras = self.found.eras.values()
        days = {y: base.on(y) or FIRST for y in years}
        return {y: sum(any(a <= day <= b + _WEEK for a, b in spans) for spans in eras) for y, day in days.items()}


def _latest(days: Iterable[Mention]) -> Mention:
    """The latest of days without year: the one before the widest gap of the calendar's circle."""
    ordered = sorted({(m.month or 1, m.day or 1): m for m in days}.items())
    if len(ordered) == 1:
        return ordered[0][1]
    places = [_place(key) for key, _ in ordered]
    gaps = [(places[(i + 1) % len(places)] - place) % 366 for i, place in enumerate(places)]
    return ordered[gaps.index(max(gaps))][1]


def _place(key: tuple[int, int]) -> int:
    """Where a month and day stand in a leap year; days that do not exist count as the month's last."""
    month, day = key
    try:
        return date(2000, month, day).toordinal()
    except ValueError:
        return date(2000, month, 29 if month == 2 else 30).toordinal()


def _turn(mention: Mention, base: Mention) -> int:
    """1 when a day lies before the turn of the year and the latest one after it."""
    return int((mention.month or 1, mention.day or 1) > (base.month or 1, base.day or 1))
