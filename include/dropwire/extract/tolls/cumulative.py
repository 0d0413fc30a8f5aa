"""Whether a sentence sums up more than one event: since a day, in the whole war, over months."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RECENT = re.compile(
    r"\s*(?:\w+\s){0,2}(?:sáng|trưa|chiều|tối|đêm|hôm|thứ|rạng|pagi|siang|malam|kemarin|dini|subuh|Senin|Selasa"
    r"|Rabu|Kamis|Jumat|"
    r"Sabtu|Minggu|akhir pekan|dawn|midnight|morning|\w+day)\b"
)
"""What comes behind a "since" of days ago: "since Friday"."""
_RECORD = re.compile(
    r"\b(?:nhất|đầu tiên|gần đây nhất|\w+est|worst|first|most|highest|ter\w+|paling \w+|pertama)\b[^.;]{0,60}$"
)
"""What comes before a "since" that only compares: "the deadliest attack since 2015"."""
_BEGAN = re.compile(r"[^,.;]{0,30},\s*(?:thời điểm|khi|lúc|when|ketika|saat)\b")
_SO_FAR = re.compile(
    r"(?:tính đến|tính tới|đến nay đã|cho đến nay|tổng cộng|thống kê|hingga (?:kini|saat ini)|sampai (?:kini|saat ini"
    r"|sekarang)|sejauh ini|setakat ini|sehingga kini|secara keseluruhan|total(?: korban)?|melampaui|so far|to date"
    r"|overall|in total|a total of|(?:death )?toll to|have (?:now|so far) (?:been|died)|now (?:exceeds|stands at"
    r"|tops))",
    re.IGNORECASE,
)
"""A toll as it stands, which is one event's unless it is told of a war, a year or many events."""
_MANY_EVENTS = re.compile(
    r"\b(?:các (?:cuộc|vụ|trận|đợt)|hàng loạt|nhiều vụ|giao tranh|chiến sự|năm nay|kể từ|từ năm"
    r"|trong (?:những|các|nhiều|mấy) (?:tuần|tháng|năm)"
    r"|(?:serangan|bentrokan|pertempuran|ledakan)-\w+|serangkaian|rangkaian|pertempuran|tahun ini|sejak"
    r"|selama (?:ber\w+-|beberapa )?(?:minggu|pekan|bulan|tahun)"
    r"|attacks|strikes|clashes|bombings|killings|raids|fighting|this year|since|(?:over|in) the (?:weeks|months))\b",
    re.IGNORECASE,
)
_ALONG = re.compile(
    r"(?:sepanjang|trong suốt|throughout the)\s+(?:đêm|ngày|buổi|nhiều giờ|malam|hari|pagi|siang|sore|petang|jalan"
    r"|jalur|garis|perbatasan|sempadan|pantai|pesisir|sungai|rute|lebuh|day|night|morning|afternoon|evening)\b",
    re.IGNORECASE,
)
"""All night, along the road."""
_BRIEF = re.compile(
    r"kéo dài (?:gần|hơn)(?:\s+\S+){1,2}?\s+(?:giờ|tiếng|phút|ngày)\b", re.IGNORECASE,
)  # fmt: skip
"""How long one fight lasted."""
_WAR = re.compile(
    r"\b(?<!dilanda )(?<!dirundung )(?<!dicabik )"  # "the war-torn country" is where it was
    r"(?:(?:conflict|war)(?!-)|insurgency|violence|uprising|xung đột|cuộc chiến|nội chiến|chiến tranh|bạo lực"
    r"|cuộc nổi dậy|[Cc]ác (?:cuộc|vụ|trận|đợt)"
    r"|[Kk]onflik|[Pp]erang|[Pp]emberontakan|[Kk]ekerasan|keganasan)\b(?:[^.;,]{0,40}?\b(?P<perfect>has|have|telah|sudah)\b)?"
)
_PERIOD = re.compile(
    r"\b(?:[Ii]n|[Oo]ver) (?:(?:just|only|nearly|almost|more than|over|about) )?(?:a|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|several|many|\d+) (?:weeks?|months?|years?)\b(?! of| since| after| later|['’])|"
    r"\bSelama (?:(?:hampir|lebih dari|sekitar|kurang lebih|kira-kira) )?(?!satu\b)\w+ (?:pekan|minggu|bulan|tahun)\b|"
    r"\bTrong (?:(?:vòng|suốt|hơn|gần|khoảng) ){0,2}(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|\d{1,2}) "
    r"(?:tuần|tháng|năm)\b(?! \d| tới| nữa| tuổi)|"
    r"\b(?:in|over|during|within)(?: the)? (?:past|last|recent|previous) (?:[\w-]+ )?(?:weeks|months?|years?"
    r"|decades?)\b|\bover (?:\w+ )?(?:years|decades|two years|a decade)\b"
    r"|\btrong (?:vòng )?(?:(?!một\b)\w+ (?:\w+ )?tuần|(?:\w+ ){0,2}(?:tháng|năm|thập kỷ|thập niên))"
    r" (?:qua|gần đây|trở lại đây|vừa qua)\b"
    r"|\b(?:sau|trong|suốt) (?:(?:hơn|gần|khoảng) )?"
    r"(?:(?:[7-9]|\d\d+|bảy|tám|chín|mười(?: \w+)?) ngày|\w+ (?:tuần|tháng))"
    r"(?: liên tiếp)?(?: nổ ra| diễn ra)?(?: \w+){0,1} (?:giao tranh|chiến sự|xung đột|giao chiến|bao vây)\b"
    r"|\b(?:dalam|selama) (?:(?!satu\b)\w+ (?:\w+ )?(?:pekan|minggu)|(?:\w+ ){0,2}(?:bulan|tahun|dekade))"
    r" (?:terakhir|belakangan|kebelakangan ini|lalu)\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Januari|Februari|Maret|Mei"
    r"|Juni|Juli|Agustus|Oktober|Desember|Mac|Jun|Julai|Ogos|Disember)"
)
_MONTHS = re.compile(
    rf"\b(?:[Ii]n|[Bb]etween|[Ff]rom|[Dd]uring|[Pp]ada|[Aa]ntara|[Dd]ari|[Ss]elama|[Ss]epanjang) {_MONTH}(?: \d{{4}})? "
    rf"(?:and|to|through|until|dan|hingga|sampai) {_MONTH}\b(?! \d{{1,2}}\b(?!\d))"
    r"|\b(?:[Tt]rong|[Tt]ừ)(?: các| hai| ba)? tháng \d{1,2}(?:/\d{4})? (?:và|đến|tới)(?: tháng)? \d{1,2}\b"
    r"(?!/\d{1,2}\b(?!\d))"
)
"""Two months named: "in March and April"."""
_OF_PLACE = re.compile(
    r",\s+(?:(?:\w+\s){0,4}(?:where|tempat|di mana|yang kerap|yang sering)|(?:là |một |khu vực |vùng )*nơi)\b"
)
"""Opens what is only told of the place: ", a region where violence has spread in recent months"."""
_MANY = 1000
"""From how many on a toll in a sentence about a war is that of the war."""


def sums_up(text: str, since: Sequence[tuple[int, int]], most: float) -> bool:
    """Whether the tolls of a sentence are those of a time, not of one event.

    Args:
        text: the sentence.
        since: where words such as "since", "so far" stand.
        most: the largest number of people it counts.
    """
    if any(spans_time(text, start, end, most) for start, end in since) or _MONTHS.search(text) is not None:
        return True
    if _WAR.search(text) is None and not _spans_period(text):
        return False
    aside = _OF_PLACE.search(text)
    if aside is not None and not re.search(r"\d", text[aside.start() :]):
        text = text[: aside.start()]
    war = _WAR.search(text)
    return _spans_period(text) or (war is not None and (most >= _MANY or bool(war["perfect"])))


_DEAD_SO_FAR = re.compile(
    r"\b(?:have|has) (?:been |already |so far |reportedly )*(?:died|killed|perished)\b[^.;]{0,40} in (?:the|this|that) "
    r"(?:fighting|conflict|war|violence|unrest|clashes|insurgency)\b"
    r"|\b(?:are|is) (?:believed|thought|feared|estimated) to have (?:been killed|died)\b[^.;]{0,40} in the "
    r"(?:fighting|conflict|war|violence|unrest)\b"
    r"|\btelah (?:tewas|terbunuh|meninggal) (?:dalam|akibat) (?:konflik|perang|pertikaian|kekerasan|pemberontakan)\b"
)


def counts_dead_so_far(text: str) -> bool:
    """Whether a sentence tells, behind the news and with no day, the dead of the fighting till now.

    "Hundreds have died in the conflict"; told first, the same words are the news.
    """
    return _DEAD_SO_FAR.search(text) is not None


_WORST = re.compile(
    r"\b(?:(?<!Ít )(?<!ít )nhất|(?:deadli|bloodi|larg|bigg|fierc|heavi|high|strong|lat)est|worst|first|most \w+"
    r"|paling \w+|pertama|đầu tiên|ter(?:buruk|besar|parah|maut|dahsyat|tinggi|berat|kini|baru|ganas))\b[^.;]{0,70}$"
)
"""Before a time that only compares: "the deadliest attack in months"."""


def _spans_period(text: str) -> bool:
    """Whether a sentence is about months or years, not only about the worst in them."""
    return any(_WORST.search(text, 0, found.start()) is None for found in _PERIOD.finditer(text))


def spans_time(text: str, start: int, end: int, most: float) -> bool:
    """Whether a word such as "since" or "so far" makes a sentence one of a long time: no recent day stands behind it,
    and a toll as it stands is told of more than one event."""
    if _RECENT.match(text, end) or (most and _RECORD.search(text, 0, start)) or _BEGAN.match(text, end):
        return False
    if _BRIEF.match(text, start) or _ALONG.match(text, start):
        return False
    return _SO_FAR.fullmatch(text, start, end) is None or most >= _MANY or _whole_war(text)


def _whole_war(text: str) -> bool:
    return _spans_period(text) or any(words.search(text) is not None for words in (_WAR, _MANY_EVENTS))
