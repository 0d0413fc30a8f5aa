"""The shapes dates take in each language, as anchored patterns tried only where a date word or a digit stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dropwire.extract.vocabulary.languages import COLUMNS
from dropwire.extract.vocabulary.matcher import variants
from dropwire.extract.vocabulary.tables import read_table

KINDS = (
    "month", "month_word", "weekday", "part", "lead", "report_day", "report_week", "report_month", "report_year",
    "report_weekend", "story_day", "unit", "clock_unit", "few", "half", "part_of", "before", "after", "ago",
    "ago_first", "before_first", "after_first", "ensuing", "ensuing_first", "lately", "lately_first", "week_before",
    "week_back", "week_now", "week_after", "year_back", "year_now", "month_back", "feast", "season", "third",
    "reporting", "issued",
)  # fmt: skip
_CASED = frozenset({"month", "weekday", "feast"})
_YEAR = r"(?:19|20)\d{2}"
_FRACTION = r"(?=\s*(?:số|diện|lãnh|dân|thành|khu|tổng|quân|người|tài|lực|km|%|wilayah|penduduk|dari|luas|jumlah|of))"


@dataclass(slots=True)
class Words:
    """The date words of one language: kind to word to value."""

    table: dict[str, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def any(self, *kinds: str) -> str:
        """An alternation of all words of some kinds, longest first."""
        words = {word for kind in kinds for word in self.table[kind]}
        return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")" if words else "(?!)"


def read_words(folder: Path) -> dict[str, Words]:
    """Read dates.tsv into the words of `vi`, `id` (Malay too) and `en`.

    Raises:
        ConfigError: the lexicon is wrong; the message names file and line.
    """
    found = {lang: Words() for lang in COLUMNS}
    for row in read_table(folder / "dates.tsv", ("kind",), ("value", *COLUMNS, "example", "counter_example")):
        kind = row.choice("kind", KINDS)
        value = int(row.number("value") or 0)
        for lang, words in found.items():
            for alias in row.many(lang):
                cased = {alias, alias[0].upper() + alias[1:]} if lang == "vi" else {alias}
                for spelling in cased if kind in _CASED else variants(alias):
                    words.table[kind][spelling] = value
    return found


def grammar(lang: str, words: Words, numbers: Iterable[str]) -> list[tuple[str, re.Pattern[str]]]:
    """The date patterns of a language with their names; the first that fits at a place is taken.

    Groups: d, d2 (days), m (month, number or name), y, wd (weekday), wk (words after it), third, n, unit, first, dir,
    rel (a word with a value of its own), yr (last year, this year), pre (what makes bare figures a date), part
    ("less than"), back (an event before which something was; "last" before a month or weekday).
    """
    number = "(?:" + "|".join(sorted(map(re.escape, numbers), key=len, reverse=True)) + ")"
    parts = {
        kind.upper(): words.any(kind) for kind in KINDS
    } | {
        "MONTH": f"(?-i:{words.any('month')})", "WEEKDAY": f"(?-i:{words.any('weekday')})",
        "DAYWORD": words.any("report_day", "story_day"),
        "DIR": words.any("before", "after", "ago", "ensuing", "lately"),
        "FIRST": words.any("ago_first", "before_first", "after_first", "ensuing_first"),
        "UNIT": words.any("unit", "clock_unit"),
        "N": rf"(?:\d{{1,3}}|{words.any('few', 'half')}|{number}(?:[ -]{number}){{0,2}})",
        "WEEK": words.any("week_before", "week_back", "week_now", "week_after"),
        "YEARREL": words.any("year_back", "year_now"),
        "Y": _YEAR, "FRACTION": _FRACTION,
    }  # fmt: skip
    rules = (*_FULL, *{"vi": _VI, "id": _ID, "en": _EN}[lang], *_SHARED)
    return [(name, re.compile(_fill(shape, parts), re.IGNORECASE)) for name, shape in rules]


def day_figures(words: Words) -> re.Pattern[str]:
    """What digits that are a day begin with: a second figure, or a month behind them."""
    return re.compile(
        r"\d{1,4}(?:st|nd|rd|th)?(?:\s?[-/.]\s?\d|\s+(?:of\s+)?(?:tháng|" + words.any("month") + ")"
        r"|\s*(?:-|,|và|rạng sáng|đến|tới|đêm|dan|hingga|sampai|and|to)\s*(?:và\s+|rạng sáng\s+|ngày\s+){0,2}\d)"
    )


def _fill(shape: str, parts: dict[str, str]) -> str:
    return re.sub(r"<([A-Z_]+)>", lambda m: parts[m[1]], shape)


_REL = r"(?:<LEAD>\s+)?(?P<rel><{0}>)(?!\w)"
_PARTLY = r"(?:(?P<third><THIRD>)\s+)?" + _REL

_FULL: tuple[tuple[str, str], ...] = (
    ("full", r"(?P<y><Y>)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
)  # fmt: skip
_SHARED: tuple[tuple[str, str], ...] = (
    ("report_weekend", _REL.format("REPORT_WEEKEND")),
    ("report_week", _PARTLY.format("REPORT_WEEK")),
    ("report_month", _PARTLY.format("REPORT_MONTH")),
    ("feast", r"(?:<LEAD>\s+)?(?P<rel>(?-i:<FEAST>))(?!\w)(?:,?\s+(?:năm\s+|tahun\s+|of\s+)?(?P<y><Y>)|"
              r",?\s+(?P<yr><YEARREL>))?"),
    ("season", r"(?P<rel><SEASON>)(?!\w)\s+(?:năm\s+|tahun\s+|of\s+)?(?:(?P<y><Y>)(?!\d)|(?P<yr><YEARREL>))"),
    ("report_year", _PARTLY.format("REPORT_YEAR")),
    ("story_day", _REL.format("STORY_DAY")),
)  # fmt: skip

_NUMERIC = (
    r"(?P<pre>(?:(?:<WEEKDAY>(?:\s+<WEEK>)?|<DAYWORD>|<PART>|<LEAD>|(?-i:<FEAST>)|(?:ngày|hôm|hari|malam|lalu|"
    r"waktu setempat))"
    r"\s*,?\s*)*)"
    r"(?P<open>\()?(?P<d>\d{1,2})(?:,\s?\d{1,2}(?=,\s?\d|\s(?:và|dan)\s\d))*"
    r"(?:\s*(?:-|và|,|rạng sáng|đến|tới|đêm|dan|hingga|sampai)\s*(?:(?:và|ngày|rạng sáng|sáng|hết ngày)"
    r"\s+){0,2}(?P<d2>\d{1,2}))?"
    r"\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?(?![\d/]|[.,]\d)(?:\s*\))?(?P<fraction>"
    r"<FRACTION>)?(?P<tail>\s+<PART>(?!\s+\d))?"
)
_DISTANCE = (
    r"(?:(?P<first><FIRST>)\s+)?(?:(?P<part><PART_OF>)\s+)?(?:gần|hơn|khoảng|chừng|đúng|chỉ|sekitar|kira-kira|"
    r"hampir|lebih dari"
    r"|about|around|nearly|just|only|some|hanya|barely)?\s*"
    r"(?!semalam\b)(?P<n><N>|a|an|se)(?:\s+|(?<=\bse))(?P<unit><UNIT>)(?:\s+(?P<dir><DIR>))?(?!\w)"
)

_VI: tuple[tuple[str, str], ...] = (
    ("numeric", _NUMERIC),
    ("day_month", r"(?:<WEEKDAY>\s*,?\s*)?(?:(?:<LEAD>|<PART>|<DAYWORD>)\s*,?\s*)*\(?(?P<d>\d{1,2})"
                  r"(?:,\s?\d{1,2}(?=,|\s+và))*"
                  r"(?:\s*(?:-|và|đến|tới|rạng sáng|,)\s*(?:(?:và|ngày|rạng sáng)\s+){0,2}(?P<d2>\d{1,2}))?"
                  r"\s+tháng\s+(?P<m>\d{1,2}|<MONTH_WORD>)(?!\w|[.,]\d)(?:,?\s*(?:năm|/|-)?\s*(?P<y><Y>)"
                  r"|\s+(?P<yr><YEARREL>))?"),
    ("month", r"(?:(?P<third><THIRD>)\s+)?(?:hồi\s+|trong\s+)?tháng\s+(?P<m>\d{1,2}|<MONTH_WORD>)(?!\w)"
              r"(?:\s?[-/.]\s?(?P<y><Y>)|,?\s+năm\s+(?P<y2><Y>)|\s+(?P<yr><YEARREL>))?(?!\w)"),
    ("before_event", r"trước khi [^,.;]{3,60}? (?P<n><N>)\s+(?P<unit><UNIT>)(?=,)"),
    ("after_event", r"(?:(?:chỉ|đúng|hơn|gần|khoảng|chừng)\s+)?(?:(?P<part><PART_OF>)\s+)?(?P<n><N>)\s+(?P<unit><UNIT>)"
                    r"\s+(?:(?P<back>trước)|sau)"
                    r"\s+(?:(?:<N>|nhiều|hàng loạt)\s+)?(?:khi|vụ|cuộc"
                    r"|trận|đợt|lúc|chuyến|thời điểm|các|loạt|lệnh|thỏa thuận|chiến dịch|sự kiện|biến cố)(?!\w)"),
    ("distance", _DISTANCE),
    ("report_day", _REL.format("REPORT_DAY")),
    ("weekday", r"(?P<pre>(?:(?:ngày|hôm|<PART>|vào|trong)\s+)*)(?P<wd><WEEKDAY>)(?:\s+(?P<wk><WEEK>))?(?!\w)"),
    ("report_month", _PARTLY.format("REPORT_MONTH")),
    ("this_month", r"(?:hồi\s+)?(?P<third><THIRD>)\s+tháng(?!\s*\d)(?!\w)"),
    ("year", r"(?:(?P<third><THIRD>)\s+)?(?:năm|năm mới)\s+(?P<y><Y>)(?:\s?-\s?(?P<y3><Y>))?(?!\d)"),
)  # fmt: skip

_ID: tuple[tuple[str, str], ...] = (
    ("day_month", r"(?:<LEAD>\s+)?(?:<WEEKDAY>(?:\s+<PART>)?\s*,?\s*)?(?:<LEAD>\s+)*\(?(?P<d>\d{1,2})(?:\s*(?:-|"
                  r"dan|sampai"
                  r"|hingga)\s*(?P<d2>\d{1,2}))?"
                  r"\s+(?P<m><MONTH>)(?!\w)\.?(?:\s+(?P<y><Y>)(?!\d)|\s+(?P<yr><YEARREL>)|"
                  r"\s+(?P<back><WEEK_BACK>)(?!\w))?\)?"),
    ("numeric", _NUMERIC),
    ("month", r"(?:(?P<third><THIRD>)\s+)?(?:(?:pada|bulan|sejak|hingga|sampai|sepanjang|selama|di|dari)\s+)*(?P"
              r"<m><MONTH>)(?!\w)\.?(?:\s+(?P<y><Y>)(?!\d)|\s+(?P<yr><YEARREL>)|\s+(?P<back><WEEK_BACK>)(?!\w))?"),
    ("after_event", r"(?:(?P<part><PART_OF>)\s+)?(?:(?P<n><N>)\s+|(?P<se>se(?!malam\b)))(?P<unit><UNIT>)"
                    r"\s+(?:(?P<back>sebelum)|setelah"
                    r"|sesudah|usai|selepas|pasca)(?=\s+(?!itu\b|ini\b)\w)"),
    ("distance", _DISTANCE),
    ("report_day", _REL.format("REPORT_DAY")),
    ("weekday", r"(?<!Pasar )(?<!pasar )(?<!Pekan )(?P<wd><WEEKDAY>)"
                r"(?:\s+<PART>)*(?:\s+(?P<wk><WEEK>))?(?:\s+<PART>)*(?!\w)"),
    ("year", r"(?:(?P<third><THIRD>)\s+)?(?:(?:pada|tahun|sejak|hingga|sampai|di|dari|selama|sepanjang)\s+)+(?P<y><Y>)"
         r"(?:\s?-\s?(?P<y3><Y>))?"
             r"(?![\d,.]\d|\d| (?:orang|warga|tentara|unit|kilometer|km|jiwa))"),
)  # fmt: skip

_EN: tuple[tuple[str, str], ...] = (
    ("full", r"(?:<LEAD>\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y><Y>)(?!\d)"),
    ("day_month", r"(?:<LEAD>\s+)?(?:<WEEKDAY>(?:\s+<PART>)?,?\s+\(?)?(?:<LEAD>\s+)?(?:the\s+)?(?P<m><MONTH>)\s+"
                  r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:-|and|to)\s*(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d))?"
                  r"(?:,?\s+(?P<y><Y>)|,?\s+(?P<yr><YEARREL>))?(?!\d|,\d)\)?"),
    ("day_month", r"(?:<LEAD>\s+)?(?:<WEEKDAY>(?:\s+<PART>)?,?\s+\(?)?(?:<LEAD>\s+)?(?:the\s+)?(?P<d>\d{1,2})"
                  r"(?:st|nd|rd|th)?"
                  r"(?:\s*(?:-|and|to)\s*(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?\s+(?:of\s+)?(?P<m><MONTH>)(?!\w)"
                  r"(?:,?\s+(?P<y><Y>)|,?\s+(?P<yr><YEARREL>))?\)?"),
    ("month", r"(?:(?:in|since|from|until|by|during|of)\s+)?(?P<third><THIRD>)?[\s-]*(?:(?:in|since|from|until|"
              r"by|during|of)"
              r"\s+)?(?P<back>last\s+|this\s+|next\s+)?(?P<m><MONTH>)(?!\w)(?:\s+(?:of\s+)?(?P<y><Y>)|"
              r"\s+(?P<yr><YEARREL>))?"),
    ("lately", r"(?P<first><LATELY_FIRST>)\s+(?P<n><N>)\s+(?P<unit><UNIT>)(?!\w)"),
    ("lately", r"(?P<first>(?:in|over|during|for|within)\s+the\s+(?:past|last))\s+(?P<n>)(?P<unit><UNIT>)(?!\w|"
               r"\s+of\b)"),
    ("ensuing", r"(?P<first><ENSUING_FIRST>)\s+(?P<n><N>)\s+(?P<unit><UNIT>)(?!\w)"),
    ("after_event", r"(?:(?P<part><PART_OF>)\s+)?(?P<n><N>|an?|the)\s+(?P<unit><UNIT>)\s+(?:(?P<back>before)|"
                    r"after)(?=\s+\w)"),
    ("distance", _DISTANCE),
    ("report_day", _REL.format("REPORT_DAY")),
    ("weekday", r"(?:(?:on|early|late|since|from|until|before dawn|by|this|past|between|in the early hours of)\s+)*(?P"
                r"<back>last\s+|next\s+)?(?P<wd><WEEKDAY>)(?!\s(?:Market|Mosque))(?:\s+<PART>)?(?:\s+(?P<wk><WEEK>))?(?!\w)"),
    ("year", r"(?:(?P<third><THIRD>)[\s-]+)?(?:in|since|from|until|of|during|early|late|by|and)\s+(?:the year"
             r"\s+)?(?P<y><Y>)(?:\s?-\s?(?P<y3><Y>))?(?!\d|,\d|\s+(?:people|troops|soldiers|civilians))"),
)  # fmt: skip
