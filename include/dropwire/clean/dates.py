"""Calendar dates as Vietnamese, Indonesian, Malay and English news writes them.

A day and month without a year count only where the words around say so: `3/4 diện tích` is a fraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    "january januari jan januwari|february februari feb pebruari|march maret mac mar|april apr|may mei|june juni jun|july juli jul julai|"
    "august agustus ogos aug agu agt ags|september sept sep|october oktober oct okt|november nov nopember|december desember disember dec des dis"
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_WEEKDAY_NAMES = (
    "thứ hai|thứ 2|senin|isnin|monday|mon;thứ ba|thứ 3|selasa|tuesday|tue|tues;thứ tư|thứ 4|rabu|wednesday|wed;"
    "thứ năm|thứ 5|kamis|khamis|thursday|thu|thur|thurs;thứ sáu|thứ 6|jumat|jum'at|jum’at|jumaat|friday|fri;"
    "thứ bảy|thứ bẩy|thứ 7|sabtu|saturday|sat;chủ nhật|chúa nhật|cn|minggu|ahad|sunday|sun"
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES.split(";")) for name in names.split("|")}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
_NUMERIC = re.compile(
    r"(?<![\d.,/\-])(?:(?P<y1>(?:19|20)\d\d)(?P<s1>[\-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?(?P<s2>[/.\-])\s?(?P<m2>\d{1,2})(?:\s?(?P=s2)\s?(?P<y2>(?:19|20)?\d\d))?"
    r"|(?P<m3>\d{1,2})[/\-](?P<y3>(?:19|20)\d\d))(?![\d/]|[.\-,]\d)"
)
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
    rf"|(?P<m3>{_MONTH})\b\.?,?\s+(?P<y3>(?:19|20)\d\d)"
    r"|(?:ngày\s+)?(?P<d4>\d{1,2})\s+tháng\s+(?P<m4>\d{1,2})(?:[,\s]+năm\s+|[/\-\s.]+)?(?P<y4>(?:19|20)\d\d)?"
    r"|tháng\s+(?P<m5>\d{1,2})(?:\s+năm\s+|\s*[/\-.]\s*|\s+)(?P<y5>(?:19|20)\d\d))(?!\w)"
)
_YEAR = re.compile(
    r"(?:\b(?:năm|tahun|pada|sejak|in|since|of|until|hingga|đến|từ|during|by|awal|akhir|đầu|cuối|musim|early|late|mid)[\s\-]+|\()((?:19|20)\d\d)(?![\d%]|[.,]\d)"
)
_BEFORE_DAY = re.compile(
    rf"(?:\b(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|khuya|sớm|qua|nay|mùng|mồng|từ|đến|tới|trước|sau|hết|tính đến|rạng sáng|"
    rf"tanggal|tarikh|pada|pagi|siang|sore|malam|petang|{_WEEKDAY})|ngày\s+\d{{1,2}}\s*(?:,|và|-|–|đến))[\s,]*\(?\s*$|\(\s*$"
)
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w)({_WEEKDAY})(?:\s+(?:ngày|pagi|siang|sore|malam|petang|dini hari|waktu setempat|tanggal))?[\s,]*\(?\s*(?:ngày\s+)?$")
_RELATIVE = re.compile(
    r"\b(?:(?P<yesterday>(?:hôm|sáng|trưa|chiều|tối|đêm)\s+qua|kemarin|semalam|kelmarin|yesterday|last night|tadi malam)"
    r"|(?P<today>(?:hôm|sáng|trưa|chiều|tối|đêm)\s+nay|hari ini|today|tonight|malam ini|pagi ini|siang ini|sore ini))[\s,\-–]*(?:ngày\s+)?\(?\s*(?:ngày\s+)?$"
)
_FUTURE = re.compile(
    r"\b(?:sẽ|dự kiến|sắp|lên kế hoạch|ấn định|akan|mendatang|dijadwalkan|rencana\w*|berencana|dijangka|bakal|will|scheduled|expected|planned|upcoming|due|plans? to|is to)\b"
)
_LATER = re.compile(
    r"\b(?:(?P<next>hôm sau|ngày hôm sau|keesokan|esok harinya|hari berikutnya|sehari (?:kemudian|setelahnya|selepas itu)|"
    r"(?:the )?(?:next|following) (?:day|morning|night|evening)|(?:a|one) day later)|"
    r"(?P<count>một|hai|ba|bốn|năm|dua|tiga|empat|lima|two|three|four|five|\d)\s+(?:ngày|hari|days?)\s+(?:sau|kemudian|later|selepas itu))\b"
)
_COUNTS = {w: n for n, ws in enumerate(("", "một", "hai dua two", "ba tiga three", "bốn empat four", "năm lima five")) for w in ws.split()}
_CLAUSE = re.compile(r"[.;!?]\s")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text; missing parts are None."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    relation: int | None = None
    """Days between the date and the report, where the text says so: 0 today, 1 yesterday."""
    future: bool = False

    def on(self, year: int) -> date | None:
        """The day in a year; None when there is no such day."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def find_dates(low: str) -> list[Mention]:
    """The dates of a lower-cased text, in order."""
    found = [*_numeric(low), *_named(low)]
    taken = {(m.start, m.end) for m in found}
    for match in _YEAR.finditer(low):
        if not any(a <= match.start(1) < b for a, b in taken):
            found.append(Mention(match.start(), match.end(), int(match[1]), future=_is_future(low, match.start())))
    return sorted(found, key=lambda m: m.start)


def full_date(low: str) -> tuple[date, int | None] | None:
    """The first complete date of a lower-cased line and the weekday it states, if any."""
    for mention in find_dates(low):
        if mention.year and mention.day and (day := mention.on(mention.year)):
            return day, mention.weekday
    return None


def _numeric(low: str) -> Iterator[Mention]:
    for match in _NUMERIC.finditer(low):
        g = match.groupdict()
        day, month = int(g["d1"] or g["d2"] or 0), int(g["m1"] or g["m2"] or g["m3"] or 0)
        year_text = g["y1"] or g["y2"] or g["y3"]
        year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else None
        if g["m3"]:
            if 1 <= month <= 12:
                yield Mention(match.start(), match.end(), year, month, future=_is_future(low, match.start()))
            continue
        if month > 12 >= day:
            day, month = month, day
        if not (1 <= day <= 31 and 1 <= month <= 12) or (year_text and len(year_text) == 2 and g["s2"] == "-"):
            continue
        before = low[max(0, match.start() - 40) : match.start()]
        if year is None and not _BEFORE_DAY.search(before):
            continue
        yield _mention(low, match, year, month, day, before)


def _named(low: str) -> Iterator[Mention]:
    for match in _NAMED.finditer(low):
        g = match.groupdict()
        day = next((int(g[k]) for k in ("d1", "d2", "d4") if g[k]), None)
        month_text = next(g[k] for k in ("m1", "m2", "m3", "m4", "m5") if g[k])
        month = int(month_text) if month_text.isdigit() else MONTHS[month_text]
        year = next((int(g[k]) for k in ("y1", "y2", "y3", "y4", "y5") if g[k]), None)
        if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            continue
        yield _mention(low, match, year, month, day, low[max(0, match.start() - 40) : match.start()])


def _mention(low: str, match: re.Match[str], year: int | None, month: int, day: int | None, before: str) -> Mention:
    weekday = _WEEKDAY_BEFORE.search(before)
    relative = _RELATIVE.search(before)
    relation = None if not relative else 1 if relative["yesterday"] else 0
    future = relation is None and _is_future(low, match.start())
    return Mention(match.start(), match.end(), year, month, day, WEEKDAYS[weekday[1]] if weekday else None, relation, future)


def _is_future(low: str, at: int) -> bool:
    """Whether the clause up to the date speaks of what is to come."""
    start = max(0, at - 120)
    clause = low[start:at]
    breaks = list(_CLAUSE.finditer(clause))
    return bool(_FUTURE.search(clause[breaks[-1].end() :] if breaks else clause))


_CLOCK = re.compile(r"\b\d{1,2}\s*[:.hg]\s*\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{1,2}\s*giờ(?:\s*\d{1,2}(?:\s*phút)?)?")
_HIJRI = re.compile(
    r"\b\d{1,2}\s+(?:muharr?am|safar|shafar|rabi\w*\W+(?:awal|akhir|ul\W\w+|al\W\w+|i{1,2})|jumad\w*\W+(?:awal|akhir|ula|tsani\w*|i{1,2})|rajab|"
    r"sya'?ban|ramadh?an|syaww?al|dz?ul\W?(?:qa'?dah|qo'?dah|kaidah|hijjah))\s+14\d\d\s*h?\b"
)
_DATE_WORDS = re.compile(
    rf"\b(?:{_WEEKDAY}|cập nhật|đăng|xuất bản|lúc|ngày|tháng|năm|giờ|thời gian|phút|publish\w*|updat\w+|posted|last|modified|first|on|at|date|"
    r"created|terbit\w*|diterbitkan|dipublikasikan|diperbarui|dikemas ?kini|tayang|dimuat|tanggal|tarikh|pukul|jam|pk|rilis|dibuat|dikemaskini|"
    r"kemas ?kini|wib|wita|wit|gmt|utc|ict|myt|sgt|e[sd]?t|c[sd]?t|p[sd]?t|bst|cest|cet|ist|hkt|h|am|pm|by|sa|ch|"
    r"(?:\d+\s+)?(?:minutes?|hours?|days?|giờ|phút|ngày|jam|menit|hari)\s+(?:ago|trước|lalu|yang lalu))\b"
)


def is_date_line(text: str, low: str) -> bool:
    """Whether a line (given also in lower case) is a date, perhaps with a time, a label, a place or a reporter's name."""
    if len(low) > 140 or not any(c.isdigit() for c in low):
        return False
    rest = _HIJRI.sub(" ", low)
    rest = _NUMERIC.sub(" ", rest)
    rest, named = _NAMED.subn(" ", rest)
    if rest == low and not named:
        return False
    rest = _DATE_WORDS.sub(" ", _CLOCK.sub(" ", rest))
    words = re.findall(r"[^\W\d_]+", rest)
    return len(words) <= 3 or ("|" in text and len(words) <= 8 and all(w[0].isupper() for w in re.findall(r"[^\W\d_]{3,}", text)))


def days_later(low: str, mention: Mention, mentions: list[Mention]) -> int:
    """How many days past a date its passage goes on to tell of ("the next morning"), up to the next date."""
    stop = min((m.start for m in mentions if m.start >= mention.end), default=len(low))
    found = [
        1 if match["next"] else _COUNTS.get(match["count"]) or int(match["count"])
        for match in _LATER.finditer(low, mention.end, min(stop, mention.end + 500))
    ]
    return sum(found)
