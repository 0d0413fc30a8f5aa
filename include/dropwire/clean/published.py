"""When an article appeared: an interval of days, and what it rests on.

What is stated wins (metadata, URL, the date line of the page). Otherwise the latest day the text reports is the first
day it can have appeared; its year comes from full dates, weekdays, dated anchors and the crawler's month, which is an
upper bound and sometimes wrong. When several years remain, the year is unknown and stays so.
"""

from __future__ import annotations

import re
from datetime import date

from dropwire.article import Basis, Published
from dropwire.clean.anchors import Anchors
from dropwire.clean.dates import full_date, plain_date
from dropwire.clean.reckoning import Clues, Reckoning, month_end

_ISO = re.compile(r"((?:19|20)\d\d)-?(\d{2})-?(\d{2})(?!\d)")
_EPOCH = re.compile(r"1[3-9]\d{8}(?:\d{3})?$")
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/\-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d{1,5}(?!\d))")
_URL_DMY = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])([/\-_])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")


def publication(clues: Clues, anchors: Anchors) -> Published:
    """The publication interval of an article."""
    return _stated(clues) or Reckoning(clues, anchors).result()


def parse_day(text: str) -> date | None:
    """The day of a date as metadata writes it; None when it cannot be read."""
    text = text.strip()
    if match := _ISO.match(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    if _EPOCH.match(text):
        return date.fromordinal(date(1970, 1, 1).toordinal() + int(text[:10]) // 86400)
    found = full_date(text.lower()) or full_date(plain_date(text.lower()))
    return found[0] if found else None


def url_day(url: str) -> date | None:
    """The day written in an address."""
    for pattern, order in ((_URL_DAY, (1, 3, 4)), (_URL_DMY, (4, 3, 1))):
        for match in pattern.finditer(url):
            try:
                day = date(*(int(match[i]) for i in order))
            except ValueError:
                continue
            if 1995 <= day.year <= 2100:
                return day
    return None


def _stated(clues: Clues) -> Published | None:
    """What the source itself says, best first; what disagrees with it is recorded."""
    found: list[tuple[Basis, date]] = []
    notes: list[str] = []
    if clues.stated and (day := parse_day(clues.stated)):
        found.append(("meta", day))
    if clues.url and (day := url_day(clues.url)):
        found.append(("url", day))
    for line in clues.date_lines:
        if complete := full_date(line) or full_date(plain_date(line)):
            found.append(("dateline", complete[0]))
            if complete[1] is not None and complete[1] != complete[0].weekday():
                notes.append(f"dateline: {complete[0]} is no such weekday")
            break
    if not found:
        return None
    basis, day = found[0]
    notes += [f"{other}: {at}" for other, at in found[1:] if abs((at - day).days) > 2]
    limit = month_end(clues.prefix) if clues.prefix else None
    if limit and day > limit:
        notes.append(f"prefix: {clues.prefix}")
    return Published(day.isoformat(), day.isoformat(), basis, tuple(notes))
