"""Which numbers count people, and what the words right beside a number make of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from dropwire.extract.vocabulary.numbers import Number

_RANGE = re.compile(r"\s*(?:-|–|đến|tới|hingga|sampai|to|and)\s*")
_MEASURE = re.compile(r"[- ]?(?:years?\b|tuổi|quốc tịch|tahun|%|km\b|USD)")
_UNIT = re.compile(r"\b(?!(?:TNI|KKB|IS|AS|US|UN|PBB|NPA)\b)[A-Z]{2,}[ -]$")
_UNITS = (
    "Yonif ", "Yonif R ", "Yonif Raider ", "Batalyon ", "Batalion ", "Brigif ", "Kodim ", "Korem ", "Kompi ", "Densus ",
    "Divisi ", "Resimen ", "Brigade ", "Geng ", "Pasal ",
)  # fmt: skip
"""Words a number follows that counts nobody."""
_NO_PEOPLE = (
    "tuổi|quốc tịch|quốc gia|nước|gia đình|gia tộc|vụ|trận|cuộc|đợt|ngôi|làng|%|giờ|ngày|km|USD|lần|xe|chiếc|quả|tấn"
    "|bên|phía|phe|"
    "tahun|keluarga|serangan|insiden|jam|hari|kali|unit|ton|pihak|kubu|famil|attack|year|met|sides?\\b|parties"
)
FEW_WORDS = re.compile(rf" (?!{_NO_PEOPLE})(?:[^\W\d]+ ){{1,5}}(?:đã |bị |were |was )?")
"""A noun no lexicon has, between a number and the word that tells its fate."""
_PARENT = re.compile(r"\b(?:ibu|ayah|bapak|bapa|mother of|father of|mẹ của|cha của|bố của)(?: dari| kepada)? $")
_FORMER = re.compile(
    r"\b(?:earlier|previously|initially|originally|at first|up from|down from|revised from|compared with|semula|awalnya"
    r"|sebelumnya|mulanya|naik dari|meningkat daripada|trước đó|ban đầu|lúc đầu|tăng từ|giảm từ|thay vì|so với"
    r"|rather than|instead of|bukan)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"[^,.;]{0,30}\b(?:(?:announced|reported|given|stated|claimed|counted)"
    r" (?:earlier|previously|initially|before|at first)"
    r"|(?:như |được )?(?:công bố|thông báo|đưa ra)"
    r" (?:trước đó|ban đầu|lúc đầu)"
    r"|(?:diumumkan|dilaporkan|disebutkan|disebut) (?:semula|sebelumnya|awalnya|terdahulu))"
)
_CORRECTS = re.compile(
    r"\b(?:toll|deaths?|dead|figure|number|số người|con số|korban|jumlah|angka)\b|(?:dari|from|từ|daripada) $"
    r"|\b(?:earlier|previously|initially|originally) (?:had )?(?:said|spoken of|reported|counted|confirmed"
    r"|put it at|told of)(?: at least| that)? $"
    r"|\b(?:semula|awalnya|sebelumnya) (?:menyebut|melaporkan|mengumumkan|mencatat)(?:kan)?(?: ada| sedikitnya)? $"
    r"|\b(?:ban đầu|lúc đầu)(?: [^\W\d_]+){0,4}? (?:nói|cho biết|thông báo|đưa tin|công bố|ghi nhận)"
    r"(?: có| chỉ có| ít nhất)? $",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\s*(?:chiếc|xe\b|máy bay|trực thăng|tàu|khẩu|quả|căn cứ|cứ điểm|vị trí|mục tiêu|kho|ngôi|làng|UAV|tên lửa"
    r"|con (?:lạc đà|bò|trâu|cừu|dê|ngựa|gia súc|lợn|gà)\b|gia súc"
    r"|hệ thống|bệ|xuồng|đồn|thị trấn|cầu|trạm|km|tấn|%|phần trăm|giờ|ngày|tháng|năm\b|đô|USD|quốc tịch|quốc gia|nước\b"
    r"|unit|buah|pucuk|tank|kendaraan|mobil|truk|pesawat|kapal|helikopter|pos\b|posisi|rumah|desa|kota|drone|rudal|roket"
    r"|senjata|keluarga\b|ton\b|persen|hari\b|jam\b|bulan|tahun"
    r"|(?:[\w-]+ ){0,2}?(?:tanks?|vehicles?|aircraft|planes?|helicopters?|jets?|drones?|ships?|vessels?|boats?"
    r"|positions?|bases?|posts|villages?|towns?|cities|districts|missiles?|rockets?|trucks?|cars?|houses?|homes?|buildings|guns?"
    r"|rifles|tonnes|tons|kilomet|miles?|square|per ?cent|points|seats|days?|hours?|weeks?|months?|years?)\b)"
)
_RISES = re.compile(
    r"(?:risen|rose|rises|rising|climbed|climbs|jumped|increased|grew|grown|stands|stood|reached|passed|surged|put|to"
    r"|tăng|lên|lên tới|lên đến|lên thành|là|vượt|vượt quá|chạm mốc|tới"
    r"|menjadi|mencapai|bertambah|meningkat|naik|sebanyak|adalah|ke|kepada|berjumlah)\s+"
    r"(?:(?:to|at|up|from|đến|tới|thành|ít nhất|hơn|con số|menjadi|mencapai|hingga|kepada|sebanyak|sekurang-kurangnya"
    r"|sedikitnya|setidaknya|at least|more than|over|nearly|about|around|lebih dari|lebih|sekitar)\s+)*$"
)
_TOLL_OF = re.compile(
    r"(?:(?<!\bmột )(?<!trong )\b[Ss]ố (?:lượng )?(?:[^\W\d]+ ){1,4}|\b[Jj]umlah (?:[^\W\d]+ ){1,3}"
    r"|\b[Nn]umber of (?:[^\W\d]+ ){1,3})$"
)
_CAUSED = re.compile(r"\b(?:làm|khiến|gây) (?:cho )?$")
_RAISES = re.compile(
    r"\b(?:bringing|taking|raising|pushing|brought|raised|took|nâng|đưa|menambah|menjadikan|membawa|sehingga|menaikkan)"
    r"\b[^.;]{0,60}$"
)
_BECAUSE = re.compile(
    r"[^.;]{0,40}?\b(?:after|when|as|sau khi|khi|do|setelah|sesudah|selepas|usai|ketika|apabila|menyusul)\b[^.;]*"
)
"""From a toll that has risen to those who raised it."""
_LOOSE = {
    "en": re.compile(r"\s(?!(?:a|an|the|in|at|on|when|and)\s)(?:[\w'’.-]+\s){0,4}"),
    "id": re.compile(r" (?:orang |lagi |remaja |anggota |warga )?"),
    "vi": re.compile(r"\s(?:viên |tên |em |cô |chú |ông |đứa |nữ |nam |tay |cụ |trong số )?"),
}


class Token(NamedTuple):
    """A word of losses at its place."""

    start: int
    end: int
    kind: str
    value: str


_RANKS = ("iếu ", "rung ", "ượng ", "ại ")


def measures(text: str, number: Number) -> bool:
    """Whether a number is an age, a share, a distance, a mother's children or part of a unit's name ("VAT 69")."""
    if text.endswith(_UNITS, 0, number.start):
        return True
    if text.startswith("tá", number.start) and text.endswith(_RANKS, 0, number.start):
        return True  # "thiếu tá": a major, no dozen
    if not number.words and _UNIT.search(text, max(0, number.start - 8), number.start):
        return True
    if _PARENT.search(text, max(0, number.start - 20), number.start):
        return True
    return _MEASURE.match(text, number.end) is not None


def superseded(text: str, number: Number) -> bool:
    """Whether a toll is one given before and corrected since: "who had earlier put the toll at four"."""
    if _FORMERLY.match(text, number.end):
        return True
    former = _FORMER.search(text, max(0, number.start - 70), number.start)
    return former is not None and _CORRECTS.search(former[0]) is not None


def counts_things(text: str, number: Number) -> bool:
    """Whether what is counted bears no life: "lost three tanks"."""
    return _THING.match(text, number.end) is not None


def rises_to(text: str, number: Number) -> bool:
    """Whether a toll told of before reaches this number: "the toll has risen to 90"."""
    return _RISES.search(text, max(0, number.start - 40), number.start) is not None


def in_company(text: str, token: Token, column: str) -> Token:
    """A word of losses as the words before it make it: "số lính thiệt mạng" is a toll, "làm chết" an act."""
    if token.kind in ("state", "both") and _TOLL_OF.search(text, max(0, token.start - 50), token.start):
        return token._replace(kind="toll")
    if token.kind == "state" and column == "vi" and _CAUSED.search(text, max(0, token.start - 12), token.start):
        return token._replace(kind="act")
    return token


def raises(text: str, start: int) -> bool:
    """Whether the toll before `start` takes in what was told before it: "bringing the toll to nine"."""
    return _RAISES.search(text, max(0, start - 80), start) is not None


_OF_A_TIME = re.compile(
    r"\b(?:từ đầu|kể từ|tính từ|từ khi|(?:tháng|năm) (?:này|nay)|since|this (?:month|year)|sejak|semenjak|sepanjang"
    r"|(?:bulan|tahun) ini|selama (?:bulan|tahun|perang|konflik)|in the (?:war|conflict))\b"
)
_NEAR_TOLL = 48


def of_a_time(text: str, start: int, end: int) -> bool:
    """Whether a toll that has risen is that of a month, a year or a war: "taking the toll since January to 53"."""
    raised = _RAISES.search(text, max(0, start - 80), start)
    low = raised.start() if raised is not None else start
    high = min((at for at in (text.find(stop, end) for stop in ".;") if at >= 0), default=len(text))
    return _OF_A_TIME.search(text, low, min(high, end + _NEAR_TOLL)) is not None


def takes_in(text: str, whole: int, part: int) -> bool:
    """Whether a toll that ends at `whole` takes in who is counted at `part`: "rose to 27 after four had died"."""
    return whole < part and _BECAUSE.fullmatch(text, whole, part) is not None


def loose_gap(gap: str, column: str) -> bool:
    """What may stand between a number and its people."""
    return _LOOSE[column].fullmatch(gap.rstrip("\"“”'")) is not None


_OUT_OF = re.compile(r" (?:người |tên |kẻ )?trong (?:tổng )?số (?:các )?")
_FAMILY_OF = re.compile(
    r"\b(?:một|a|an|the|satu|sebuah)\s(?:[^\s,.;]+ )?(?:gia đình|keluarga|family|hộ)"
    r"(?: (?:gồm|có|of|beranggotakan|(?:yang )?terdiri (?:atas|dari)))? $"
)
_THEY_WERE = re.compile(r" (?:[^\s,.;]+ ){1,5}(?:đã|bị|vừa)\b")


def _out_of(text: str, part: Number, whole: Number) -> bool:
    """Whether a number is a share of the next, and told of itself: "ba trong số năm kẻ tấn công đã bị giết"."""
    return bool(_OUT_OF.fullmatch(text, part.end, whole.start)) and _THEY_WERE.match(text, whole.end) is not None


def ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Make one of "từ 5 đến 8", "5-8", and of "3 trong số 5"."""
    merged: list[Number] = []
    for number in numbers:
        last = merged[-1] if merged else None
        if (
            last and last.low == last.high < number.low == number.high
            and _RANGE.fullmatch(text, last.end, number.start)
            and ("and" not in text[last.end : number.start] or text[: last.start].endswith("between "))
        ):  # fmt: skip
            merged[-1] = Number(last.start, number.end, last.low, number.high, False)
        elif family := _FAMILY_OF.search(text, max(0, number.start - 48), number.start):
            merged = [n for n in merged if n.end <= family.start()]  # "một gia đình bốn người": four
            merged.append(number._replace(start=family.start()))
        elif last and _out_of(text, last, number):
            merged[-1] = last._replace(end=number.end)
        else:
            merged.append(number)
    return merged
