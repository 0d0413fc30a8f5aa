"""Datelines at the start of a paragraph: `HÀ NỘI (TTXVN) -`, `ANTD.VN -`, `KHARTOUM, 20 Sept (Bernama) --`, `YALA:`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dropwire.clean.agencies import AGENCIES

_DASH = r"\s*(?:--+|—|–|-(?=\s)|―)\s*"
_DOMAIN = (
    r"(?:[A-Z0-9\-]{3,}(?:\.[A-Z\-]{2,})+"
    r"|[\w\-]+(?:\.[\w\-]+)*\.(?i:vn|com|net|org|id|co|my|pro|press|tv|info|news|asia|sg|online)(?:\.[a-z]{2})?)"
)
_CAP = r"[^\W\d_a-z][\w.'’&\-]*"
_WEEKDAY = (
    r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Jum['’]at|Sabtu|Minggu|Ahad|Isnin|Khamis|Jumaat"
    r"|SENIN|SELASA|RABU|KAMIS|JUMAT|SABTU|MINGGU|AHAD"
    r"|[Tt]hứ\ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\ [Nn]hật"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=\.?,?\ \d))\b\.?"
)
_CLOCK = r"(?:\d{1,2}[.:h]\d{2}(?:\s*(?:WIB|WITA|WIT|(?:GMT|UTC)(?:[+-]\d{1,2})?|[ap]\.?m\.?))?)"
_DAY = (
    r"(?:\d{1,2}[./\-]\d{1,2}(?:[./\-]\d{2,4})?|\d{1,2}\s+[A-Z](?:[a-z]{2,9}|[A-Z]{2,9})\.?(?:\s+\d{4})?"
    r"|[A-Z](?:[a-z]{2,9}|[A-Z]{2,9})\.?\s+\d{1,2}(?:,?\s+\d{4})?)"
)
_DATE = rf"(?:(?:{_WEEKDAY},?\s+)?(?:{_DAY}|\({_DAY}\))(?:,?\s+{_WEEKDAY})?(?:,?\s+{_CLOCK})?|{_WEEKDAY})"
_PLACE = rf"(?!{_WEEKDAY}){_CAP}(?:[ /\-](?:{_CAP}|(?:de|da|del|la|of|the|al|el|bin|ibn|d')\b)){{0,4}}"
_SOURCE = r"\((?P<source>(?!\d)[^()\n]{2,40})\)"
_PLACES = rf"{_PLACE}(?:\s*[,|]\s*{_PLACE}){{0,2}}"
_LEAD = re.compile(
    rf"""
    (?:
      (?:{_SOURCE}|\[(?P<source6>[^\[\]\n]{{2,40}})\](?=\s*[-–—]))
      (?:{_DASH}|\s*:\s*|\s*\.\s*[-–—]\s*)                                # (Dân trí) -
    | \((?P<source3>[A-ZĐ]{{3,12}}(?:/[\w+ ]{{2,20}})?)\)(?:\s+|\s?-(?=\w))    # (TTXVN); (DNVN)-
    | {_PLACES}\s*\((?P<source5>{AGENCIES})(?:[ ,]+(?P<date4>{_DATE}))?\)\s+   # Bogota (TTXVN 21/7/2013)
    | (?P<site3>[A-Z][A-Z0-9.&]+(?:\ [A-Z0-9.&]{{2,}}){{0,3}}){_DASH}(?P<p6>[A-Z]{{3,}}(?:\ [A-Z]{{3,}}){{0,2}})
      (?:\s*[.,:]\s+|{_DASH})                                               # KONTAN DAILY - JAKARTA.
    | {_CAP}(?:\ {_CAP}){{1,5}}\s+-\s*(?P<site4>[A-Z]{{3,6}})\s*-\s+           # Kantor Berita Kita - KBK -
    | \(?(?P<site5>[A-ZĐ]{{2,6}}\ [Oo](?:nline|NLINE))\)?{_DASH}                     # HĐ Online -
    | {_CAP}(?:\ {_CAP})?,\ (?P<p8>{_PLACE}):(?=["“]?[A-Z][a-z])                # KABAR Minggu, Banda Aceh:Kontak
    | (?P<p7>[A-Z][a-z]+(?:\ [A-Z][a-z]+)?):(?:\ (?!(?:I|We|You)\b)|(?=[A-Z][a-z]))  # Srinagar:
    | (?!PGS|TSKH|THS|HLV|BTC|CLB)(?P<acronym>[A-ZĐ&]{{3,6}})\.\s+          # TGVN.
    | \((?P<source4>(?:{_CAP}\s(?:{_CAP}\s){{0,2}}(?:{_CAP}|\d{{1,3}})|{_CAP}\s\d{{1,3}}))\)\s+   # (Thể Thao 24)
    | (?P<site>{_DOMAIN})(?:(?:\s*[,/]\s*|\ (?=[A-Z]))(?P<p1>{_PLACE}))?(?:\s*,\s*{_CAP})?(?:\s*\([^()\n]{{2,30}}\))?
      (?:,?{_DASH}|\s*:\s+|\s*\|{{1,2}}\s*(?:{_CAP}(?:\ {_CAP}){{0,2}}\s[-–—]\s)?|-(?=[A-Z]))
      (?:[^\W\d_a-z]{{3,}}(?:\ [^\W\d_a-z]+){{0,2}}(?:\.\s+|\s+[-–—]\s+)|{_PLACES}\s+—\s+)?
                                                                        # ANTD.VN - ; KONTAN.CO.ID - JAKARTA.
    | (?P<p2>{_PLACES})\s*[,|]\s*(?://)?(?P<site2>{_DOMAIN})
      (?:{_DASH}|-(?=[A-Z])|\s*:\s+|\s*\|{{1,2}}\s*)                        # JAKARTA, KOMPAS.com -
    | (?P<p3>{_PLACES})?(?:,?\s*(?P<date>{_DATE}))?,?\s*\((?P<source2>(?!\d)[^()\n]{{2,40}})\)(?:,?\s*{_DATE})?
      (?:{_DASH}|\s*:\s*)                                                 # KABUL, Oct 2 (Reuters) -
    | (?=[^-–—]{{0,24}}\b(?:19|20)\d\d\b)(?P<date5>{_DATE}){_DASH}                  # 12 March 2016 -
    | (?P<p9>[A-Z]{{4,}}(?:\ [A-Z]{{3,}}){{0,2}}|Jakarta)(?:\s+•\s+|\.\ (?=[A-Z][a-z]))  # YANGON •; JAKARTA. The
    | (?P<p4>{_PLACES})(?:,?\s+(?P<date2>{_DATE})(?=\s*[-–—]))?
      (?P<dash>\s*(?:--+|—|–)\s*|\s+-\s+|(?<=\w)-\s+|(?<=[A-Z])\s\|\s)                    # Jakarta -
    | (?P<p5>[^\W\d_a-z]+(?:(?:[ \-/,.]{{1,2}}|\ /\ |['’])[^\W\d_a-z]+){{0,3}})
      \s*(?::|,\s*(?P<date3>{_DATE})\s*[:.])\s+                           # YALA:
    )(?:\((?i:update\s?\d?|updated)\)\s+)?(?=["“‘'(\[]?[^\W_a-z])
    """,
    re.VERBOSE,
)
_NOT_SOURCE = re.compile(
    r"\b(?:ảnh|foto|photo|nguồn|kiri|kanan|left|right|trái|phải|video|clip|infographic|phần|kỳ|bài|bản|part|bagian|chapter|update)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"[A-ZĐ]{2,3}|[A-ZĐ]{2,4}&[A-ZĐ]{2,4}|(?=[^AEIOU]*[AEIOU]?[^AEIOU]*$)[A-ZĐ]{4,6}|[A-Z][a-z]+[A-Z]\w+"
)
"""How Vietnamese papers put themselves before the story: `TPO - `, `ANTĐ - `, `VietTimes -- `."""
_PAPER = re.compile(r"(?:NHẬT |TUẦN )?BÁO |TẠP CHÍ |ĐÀI |TIN TỨC |THỜI BÁO ")
_PAPER_TITLE = re.compile(
    r"\b(?:Báo(?! Chí)|Điện Tử|Bưu Điện|Tin Tức|Tin Nhanh|Bản Tin|Nhật Báo|Thời Báo|Tạp Chí|Online|News|Nhịp Sống"
    r"|Đời Sống|Tiền Phong|Tuổi Trẻ|Dân Trí|Thời Sự|Toàn Cảnh|Góc Nhìn)\b"
)
"""Words of papers' names written like a headline: `Bưu Điện Mới - `."""
_NAME_SIZE = 26
"""Characters of capitals alone before a dash that may be a paper's name; of one word, half as many."""
MAX_SIZE = 90


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline's parts; `size` is how much of the paragraph it takes."""

    size: int
    place: str | None
    source: str | None
    date: str | None


def find_dateline(text: str, lang: str | None, pairs: frozenset[str], story: str = "") -> Dateline | None:
    """The dateline a paragraph begins with.

    Args:
        text: the paragraph.
        lang: its language; Vietnamese papers put their own name there, not a bare place.
        pairs: names that stand before a dash as one of two sides ("Nga - Mỹ"), lower-cased.
        story: the whole text: `Goma:` is a place only where the story speaks of it as one.
    """
    match = _LEAD.match(text[: MAX_SIZE + 40])
    if not match or match.end() > MAX_SIZE or match.end() >= len(text):
        return None
    groups = match.groupdict()
    place = next((name for n in range(1, 10) if (name := groups[f"p{n}"])), "")
    source = (
        groups["source"]
        or groups["source2"]
        or groups["source3"]
        or groups["source4"]
        or groups["source5"]
        or groups["source6"]
        or groups["site"]
        or groups["site2"]
        or groups["site3"]
        or groups["site4"]
        or groups["site5"]
        or groups["acronym"]
    )
    if place and not place[0].isupper():  # the patterns tell capitals from ASCII letters alone
        return None
    domain = groups["site"] or groups["site2"]
    if source and not domain and (_NOT_SOURCE.search(source) or len(source.split()) > 5):
        return None
    if groups["acronym"] and lang != "vi":
        return None
    if groups["p7"] and (place.lower() in pairs or not _is_told_as_place(place, lang, story)):
        return None
    if groups["p4"] and not _is_bare_place(match, groups, text, lang, pairs):
        return None
    if groups["p5"] and (place.lower() in pairs or len(place) < 3 or not place.isupper() or _NOT_SOURCE.search(place)):
        return None
    date = next((told for n in ("", 2, 3, 4, 5) if (told := groups[f"date{n}"])), None)
    if not place and not source and (date is None or groups["date5"] is None):
        return None
    if lang == "vi" and groups["p4"] and not source and _names_paper(place):
        place, source = "", place
    return Dateline(match.end(), place or None, source, date)


def _names_paper(name: str) -> bool:
    """Whether what a Vietnamese story begins with is a paper's name, not a town's."""
    return bool(_INITIALS.fullmatch(name) or _PAPER.match(name)) or _is_paper_title(name)


def _is_paper_title(name: str) -> bool:
    return name.istitle() and _PAPER_TITLE.search(name) is not None


def _is_told_as_place(place: str, lang: str | None, story: str) -> bool:
    """Whether the word before a colon is a place's: a Malay text has it behind a preposition, an English one never
    in small letters (`Rebels: No ...`)."""
    if lang == "en":
        return f" {place.lower()} " not in story
    told = (f" {word} {place}" in story for word in ("di", "ke", "dari", "kota", "Kota", "Daerah"))
    return lang in ("id", "ms") and any(told)


def _is_bare_place(
    match: re.Match[str], groups: dict[str, str | None], text: str, lang: str | None, pairs: frozenset[str]
) -> bool:
    """Whether a name and a dash are a dateline and not a subject or a pair of sides."""
    place = groups["p4"] or ""
    if place.lower() in pairs:
        return False
    strong = groups["date2"] or "--" in (groups["dash"] or "") or "—" in (groups["dash"] or "")
    if strong:
        return True
    if lang == "vi" or lang is None:
        if _is_paper_title(place):
            return True
        longest = _NAME_SIZE if " " in place else _NAME_SIZE // 2
        return (
            place.isupper() and 2 <= len(place) <= longest and not text[match.end() :].split()[0].strip(",.").isupper()
        )
    return len(place.split()) <= 3
