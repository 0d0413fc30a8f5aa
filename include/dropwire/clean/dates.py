"""Calendar dates as Vietnamese, Indonesian, Malay and English news writes them.

A day and month without a year count only where the words around say so: `3/4 diện tích` is a fraction.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dropwire.letters import UPPER

_MONTH_NAMES = (
    "january januari jan januwari|february februari feb pebruari|march maret mac mar|april apr|may mei|june juni "
    "jun|july juli jul julai|"
    "august agustus ogos aug agu agt ags|september sept sep|october oktober oct okt|november nov nopember|"
    "december desember disember dec des dis"
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_OTHER_NAMES = (
    "janvier enero janeiro januar января ocak|février fevrier febrero fevereiro februar февраля şubat|"
    "mars marzo março märz марта mart|avril abril апреля nisan|mai mayo maio мая mayıs|"
    "juin junio junho июня haziran|juillet julio julho июля temmuz|août aout agosto августа ağustos|"
    "septembre septiembre setembro сентября eylül|octobre octubre outubro октября ekim|"
    "novembre noviembre novembro ноября kasım|décembre decembre diciembre dezembro dezember декабря aralık"
)
"""Months of other languages, read in lines that are dates alone."""
_OTHER_MONTHS = {name: number for number, names in enumerate(_OTHER_NAMES.split("|"), 1) for name in names.split()}
_NUMERALS = "một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai"
_OTHER_MONTHS |= {f"tháng {name}": number for number, name in enumerate(_NUMERALS.split("|"), 1)}
_WEEKDAY_NAMES = (
    "thứ hai|thứ 2|senin|isnin|monday|mon;thứ ba|thứ 3|selasa|tuesday|tue|tues;thứ tư|thứ 4|rabu|wednesday|wed;"
    "thứ năm|thứ 5|kamis|khamis|thursday|thu|thur|thurs;thứ sáu|thứ 6|jumat|jum'at|jum’at|jumaat|friday|fri;"
    "thứ bảy|thứ bẩy|thứ 7|sabtu|saturday|sat;chủ nhật|chúa nhật|cn|minggu|ahad|sunday|sun"
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES.split(";")) for name in names.split("|")}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
_CONTEXT = 32
_NUMBER = re.compile(r"\d+")
_NUMERIC = re.compile(
    r"(?:(?P<y1>(?:19|20)\d\d)(?P<s1>[\-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?(?P<s2>[/.\-])\s?(?P<m2>\d{1,2})(?:\s?(?P=s2)\s?(?P<y2>(?:19|20)?\d\d))?"
    r"|(?P<m3>\d{1,2})[/\-](?P<y3>(?:19|20)\d\d))(?![\d/]|[.\-,]\d)"
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:(?:of\s+)?(?P<name>{_MONTH})\b\.?(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    r"|tháng\s+(?P<month>\d{1,2})(?:(?:[,\s]+năm\s+|[/\-\s.]+)?(?P<y2>(?:19|20)\d\d))?)(?!\w)"
)
_MONTH_DAY = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d|\w)(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\w))?")
_MONTH_BEFORE = re.compile(rf"(?<!\w)({_MONTH})\.?,?\s+$")
_MONTH_ENDS = frozenset(name[-3:] for name in MONTHS)
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})(?:\s+năm\s+|\s*[/\-.]\s*|\s+)(?P<year>(?:19|20)\d\d)(?!\w)")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:năm|tahun|pada|sejak|in|since|of|until|hingga|đến|từ|during|by|awal|akhir|đầu|cuối|musim|early|late|mid)"
    r"[\s\-]+|\()$"
)
_BEFORE_DAY = re.compile(
    rf"(?:\b(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|khuya|sớm|qua|nay|mùng|mồng|từ|đến|tới|trước|sau|hết|tính đến|"
    rf"rạng sáng|"
    rf"tanggal|tarikh|pada|pagi|siang|sore|malam|petang|{_WEEKDAY})|ngày\s+\d{{1,2}}\s*(?:,|và|-|–|đến))[\s,]*\(?\s*$|\(\s*$"
)
_OF_DAY = frozenset(
    ("ngày", "pagi", "siang", "sore", "malam", "petang", "dini", "hari", "waktu", "setempat", "tanggal")
)
_RELATIVE_WORDS = (
    " qua",
    " nay",
    "kemarin",
    "semalam",
    "kelmarin",
    "yesterday",
    "last night",
    "ini",
    "today",
    "tonight",
)
_RELATIVE = re.compile(
    r"\b(?:(?P<yesterday>(?:hôm|sáng|trưa|chiều|tối|đêm)\s+qua|kemarin|semalam|kelmarin|yesterday|last night|"
    r"tadi malam)"
    r"|(?P<today>(?:hôm|sáng|trưa|chiều|tối|đêm)\s+nay|hari ini|today|tonight|malam ini|pagi ini|siang ini|sore "
    rf"ini))[\s,\-–]*(?:(?:{_WEEKDAY})[\s,]+)?(?:ngày\s+)?\(?\s*(?:ngày\s+)?$"
)
_FUTURE = re.compile(
    r"\b(?:sẽ|dự kiến|sắp|lên kế hoạch|ấn định|akan|mendatang|dijadwalkan|rencana\w*|berencana|dijangka|bakal|"
    r"will|scheduled|expected|planned|upcoming|due|plans? to|is to)\b"
)
_FUTURE_WORDS = (
    "sẽ", "dự kiến", "sắp", "kế hoạch", "ấn định", "akan", "mendatang", "jadwal", "rencana", "dijangka",
    "bakal", "will", "scheduled", "expected", "plan", "upcoming", "due", "is to",
)  # fmt: skip
_LATER = re.compile(
    r"\b(?:(?P<next>hôm sau|ngày hôm sau|keesokan|esok harinya|hari berikutnya|sehari (?:kemudian|berselang|setelahnya|"
    r"selepas itu)|"
    r"(?:the )?(?:next|following) (?:day|morning|night|evening)|(?:a|one) day later)|"
    r"(?P<count>một|hai|ba|bốn|năm|dua|tiga|empat|lima|two|three|four|five|\d)\s+(?:ngày|hari|days?)\s+(?:sau|"
    r"kemudian|berselang|setelahnya|later|selepas itu))\b"
)
_COUNTS = {
    w: n
    for n, ws in enumerate(("", "một", "hai dua two", "ba tiga three", "bốn empat four", "năm lima five"))
    for w in ws.split()
}
_CLAUSE = re.compile(r"[.;!?\"”]\s")


class Mention(NamedTuple):
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
    found = []
    end = 0
    for number in _NUMBER.finditer(low):
        start, stop = number.span()
        if start >= end and stop - start in (1, 2, 4) and (mention := _date_at(low, start, stop)):
            found.append(mention)
            end = mention.end
    return found


_OTHER_MONTH = re.compile(rf"(?:\bde\s+)?\b({'|'.join(sorted(_OTHER_MONTHS, key=len, reverse=True))})\b(?:\s+de\b)?")
_SHORT_MONTH = re.compile(r"\b(?:thg\s*|th)(\d{1,2})\b")
_HYPHENS = re.compile(rf"\b(\d{{1,4}})-({_MONTH})-(\d{{1,4}})\b")
_IDEOGRAPHS = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ENGLISH = [names.split()[0] for names in _MONTH_NAMES.split("|")]


def plain_date(low: str) -> str:
    """A lower-cased line that may be a date, in a spelling that `find_dates` reads."""
    low = _IDEOGRAPHS.sub(r"\1-\2-\3 ", low)
    low = _SHORT_MONTH.sub(lambda m: _ENGLISH[min(max(int(m[1]), 1), 12) - 1], low)
    low = _OTHER_MONTH.sub(lambda m: _ENGLISH[_OTHER_MONTHS[m[1]] - 1], low)
    low = re.sub(r"(\d{1,2})\s+tháng\s+(\d{1,2}),\s+(\d{4})", r"\1/\2/\3", low)
    low = re.sub(rf"(\d{{4}})-({_MONTH})-(\d{{1,2}})\b", r"\3 \2 \1", low)
    low = _HYPHENS.sub(r"\1 \2 \3", low)
    return re.sub(r"(\d{1,2})(?:,(?=(?:19|20)\d\d\b)|\.(?=\s[a-z]))", r"\1 ", low)


def full_date(low: str) -> tuple[date, int | None] | None:
    """The first complete date of a lower-cased line and the weekday it states, if any."""
    for mention in find_dates(low):
        if mention.year and mention.day and (day := mention.on(mention.year)):
            return day, mention.weekday
    return None


def _date_at(low: str, start: int, end: int) -> Mention | None:
    """The date a number begins (or ends, in `March 5`), if it is one."""
    size = end - start
    before = low[max(0, start - _CONTEXT) : start]
    if before[-1:] in "/-." and before[-2:-1].isdigit():
        return None
    if match := _NUMERIC.match(low, start):
        return _numeric(low, match, before)
    if size == 4:
        if not low.startswith(("19", "20"), start) or low[end : end + 1] == "%":
            return None
        month = _month_before(before)
        if not month and not _YEAR_BEFORE.search(before):
            return None
        number = MONTHS[month[1]] if month else None
        return Mention(start, end, int(low[start:end]), number, future=_is_future(low, start))
    return _named(low, start, before)


def _numeric(low: str, match: re.Match[str], before: str) -> Mention | None:
    y1, m1, d1, d2, s2, m2, y2, m3, y3 = match.group("y1", "m1", "d1", "d2", "s2", "m2", "y2", "m3", "y3")
    day, month = int(d1 or d2 or 0), int(m1 or m2 or m3)
    year_text = y1 or y2 or y3
    year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else None
    if m3:
        if not 1 <= month <= 12:
            return None
        return Mention(match.start(), match.end(), year, month, future=_is_future(low, match.start()))
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12) or (year_text and len(year_text) == 2 and s2 == "-"):
        return None
    if year is None and not (before.endswith("(") or _BEFORE_DAY.search(before)):
        return None
    return _mention(low, match.start(), match.end(), year, month, day, before)


def _named(low: str, start: int, before: str) -> Mention | None:
    if match := _DAY_MONTH.match(low, start):
        month = MONTHS[match["name"]] if match["name"] else int(match["month"])
        year, day = match["y1"] or match["y2"], int(match["day"])
    elif (name := _month_before(before)) and (match := _MONTH_DAY.match(low, start)):
        month, year, day = MONTHS[name[1]], match["year"], int(match["day"])
        start -= len(name[0])
        before = low[max(0, start - _CONTEXT) : start]
    elif before.endswith("tháng ") and (match := _MONTH_YEAR.match(low, start)):
        month, year, day = int(match["month"]), match["year"], 0
    else:
        return None
    if not 1 <= month <= 12 or day > 31:
        return None
    return _mention(low, start, match.end(), int(year) if year else None, month, day or None, before)


def _mention(low: str, start: int, end: int, year: int | None, month: int, day: int | None, before: str) -> Mention:
    relative = _RELATIVE.search(before) if any(map(before.__contains__, _RELATIVE_WORDS)) else None
    relation = None if not relative else 1 if relative["yesterday"] else 0
    future = relation is None and _is_future(low, start)
    return Mention(start, end, year, month, day, _weekday(before), relation, future)


def _month_before(before: str) -> re.Match[str] | None:
    """The month's name that ends the text before a number; most numbers have another word there."""
    return _MONTH_BEFORE.search(before) if before.rstrip().rstrip(".,")[-3:] in _MONTH_ENDS else None


def _weekday(before: str) -> int | None:
    """The weekday that stands right before a date, perhaps with the time of day between."""
    words = before.replace("(", " ").replace(",", " ").split()[-4:]
    while words and words[-1] in _OF_DAY:
        words.pop()
    if not words:
        return None
    return WEEKDAYS.get(words[-1], WEEKDAYS.get(" ".join(words[-2:])))


def _is_future(low: str, at: int) -> bool:
    """Whether the clause up to the date speaks of what is to come."""
    clause = low[max(0, at - 120) : at]
    if not any(map(clause.__contains__, _FUTURE_WORDS)):
        return False
    breaks = list(_CLAUSE.finditer(clause))
    return bool(_FUTURE.search(clause[breaks[-1].end() :] if breaks else clause))


_CLOCK = re.compile(
    r"\b\d{1,2}\s*[:.hg]\s*\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{1,2}\s*giờ(?:\s*\d{1,2}(?:\s*phút)?)?"
)
_HIJRI = re.compile(
    r"\b\d{1,2}\s+(?:muharr?am|safar|shafar|rabi\w*\W+(?:awal|akhir|ul\W\w+|al\W\w+|i{1,2})|jumad\w*\W+(?:awal|akhir|ula|tsani\w*|i{1,2})|rajab|"
    r"sya'?ban|ramadh?an|syaww?al|dz?ul\W?(?:qa'?dah|qo'?dah|kaidah|hijjah))\s+14\d\d\s*h?\b"
)
_DATE_WORDS = re.compile(
    rf"\b(?:{_WEEKDAY}|cập nhật|đăng|xuất bản|lúc|ngày|tháng|năm|giờ|thời gian|phút|publish\w*|updat\w+|posted|"
    rf"last|modified|first|on|at|date|"
    r"created|terbit\w*|diterbitkan|dipublikasikan|diperbarui|dikemas ?kini|tayang|dimuat|tanggal|tarikh|pukul|"
    r"jam|pk|rilis|dibuat|dikemaskini|"
    r"publié|modifié|mis à jour|le|à|publicado|actualizado|atualizado|stand|uhr|veröffentlicht|aktualisiert|"
    r"опубликовано|обновлено|"
    r"kemas ?kini|wib|wita|wit|gmt|utc|ict|myt|sgt|e[sd]?t|c[sd]?t|p[sd]?t|bst|cest|cet|ist|hkt|h|am|pm|by|sa|ch|"
    r"share|tweet|facebook|twitter|whatsapp|telegram|line|email|e-mail|zalo|print|cetak|bagikan|"
    r"chia sẻ|in bài|gửi email|"
    r"(?:\d+\s+)?(?:minutes?|hours?|days?|giờ|phút|ngày|jam|menit|hari)\s+(?:ago|trước|lalu|yang lalu))\b"
)


_ENTRY = re.compile(r"\d{4}\s*:\s+[^\W\d]+\s+[^\W\d]")
"""How an entry of a chronicle goes on behind its date."""


_ADDRESS = re.compile(r"\S+@[\w.]+(?:\s?[-–|])?")


_FOLLOW = re.compile(r"\b(?:google news|theo dõi|follow us|ikuti kami|ikuti|chia sẻ|share|bagikan|kongsi)\b")
"""What stands behind a bar beside the date: buttons."""
_SECTION = re.compile(rf"\s*[{UPPER}][^\W\d_]+(?:\s[^\W\d_]+){{0,4}}")
"""What else stands there, when the date is one in figures: the section."""
_HALVES = frozenset({"am", "pm"})


_MOST = 3
"""Words beside a date with its year; a headline may end in a day."""


def is_date_line(text: str, low: str) -> bool:
    """Whether a line (given also in lower case) is a date, perhaps with a time, a label, a place or a name."""
    if len(low) > 140 or not _NUMBER.search(low) or _ENTRY.search(low):
        return False
    day, bar, rest = text.partition("|")
    if bar and (_FOLLOW.search(rest.lower()) or _is_section(day, rest)):
        return is_date_line(day, low[: len(day)])
    rest = _ADDRESS.sub(" ", _HIJRI.sub(" ", low))
    found = find_dates(f"({rest}")
    if not any(mention.day and mention.year for mention in found) and (plain := plain_date(rest)) != rest:
        rest = plain
        found = find_dates(f"({rest}")
    if not any(mention.day for mention in found):
        return False
    for mention in reversed(found):
        rest = f"{rest[: max(mention.start - 1, 0)]} {rest[mention.end - 1 :]}"
    rest = _DATE_WORDS.sub(" ", _CLOCK.sub(" ", rest))
    words = re.findall(r"[^\W\d_]+", rest)
    most = _MOST if any(mention.year for mention in found) else _MOST - 1
    return len(words) <= most or (
        "|" in text and len(words) <= 8 and all(w[0].isupper() for w in re.findall(r"[^\W\d_]{3,}", text))
    )


def _is_section(day: str, rest: str) -> bool:
    """Whether a section stands behind a bar, and no words but those of a clock before it."""
    return _HALVES.issuperset(re.findall(r"[^\W\d_]+", day.lower())) and _SECTION.fullmatch(rest) is not None


def days_later(low: str, mention: Mention, mentions: list[Mention]) -> int:
    """How many days past a date its passage goes on to tell of ("the next morning"), up to the next date."""
    stop = min((m.start for m in mentions if m.start >= mention.end), default=len(low))
    found = [
        1 if match["next"] else _COUNTS.get(match["count"]) or int(match["count"])
        for match in _LATER.finditer(low, mention.end, min(stop, mention.end + 500))
    ]
    return sum(found)
