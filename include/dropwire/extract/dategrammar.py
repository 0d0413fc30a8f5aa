"""The shapes dates take in each language, as anchored patterns tried only where a date word or a digit stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dropwire.extract.lexicon import read_table
from dropwire.extract.matcher import variants

KINDS = (
    "month", "weekday", "part", "lead", "report_day", "report_week", "report_month", "report_year", "report_weekend",
    "story_day", "unit", "before", "after", "ago", "ago_first", "before_first", "after_first", "week_before",
    "week_back", "week_after", "year_back", "year_now", "month_back", "third", "reporting",
)  # fmt: skip
_CASED = frozenset({"month", "weekday"})
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
    found = {lang: Words() for lang in ("vi", "id", "en")}
    for row in read_table(folder / "dates.tsv", ("kind",), ("value", "vi", "id", "en", "example", "counter_example")):
        kind = row.choice("kind", KINDS)
        value = int(row.number("value") or 0)
        for lang, words in found.items():
            for alias in row.many(lang):
                for spelling in (alias,) if kind in _CASED else variants(alias):
                    words.table[kind][spelling] = value
    return found


def grammar(lang: str, words: Words, numbers: Iterable[str]) -> list[tuple[str, re.Pattern[str]]]:
    """The date patterns of a language with their names; the first that fits at a place is taken.

    Groups: d, d2 (days), m (month, number or name), y, wd (weekday), wk (words after it), third, n, unit, first, dir,
    rel (a word with a value of its own), yr (last year, this year), pre (what makes bare figures a date).
    """
    word = "(?:" + "|".join(sorted(map(re.escape, numbers), key=len, reverse=True)) + ")"
    parts = {
        kind.upper(): words.any(kind) for kind in KINDS
    } | {
        "DAYWORD": words.any("report_day", "story_day"),
        "BEFOREAFTER": words.any("before", "after", "ago"),
        "FIRST": words.any("ago_first", "before_first", "after_first"),
        "N": rf"(?:\d{{1,3}}|{word}(?:[ -]{word}){{0,2}})",
        "WEEK": words.any("week_before", "week_back", "week_after"),
        "YEARREL": words.any("year_back", "year_now"),
        "Y": _YEAR, "FRACTION": _FRACTION,
    }  # fmt: skip
    rules = {"vi": _VI, "id": _ID, "en": _EN}[lang]
    return [(name, re.compile(_fill(shape, parts))) for name, shape in rules]


def day_figures(words: Words) -> re.Pattern[str]:
    """What digits that are a day begin with: a second figure, or a month behind them."""
    return re.compile(
        r"\d{1,3}(?:st|nd|rd|th)?(?:\s?[-/.]\s?\d|\s+(?:of\s+)?(?:tháng|" + words.any("month") + ")"
        r"|\s*(?:-|,|và|rạng sáng|đến|tới|đêm|dan|hingga|sampai|and|to)\s*(?:ngày\s+)?\d)"
    )


def _fill(shape: str, parts: dict[str, str]) -> str:
    return re.sub(r"<([A-Z_]+)>", lambda m: parts[m[1]], shape)


_NUMERIC = (
    r"(?P<pre>(?:(?:<WEEKDAY>(?:\s+<WEEK>)?|<DAYWORD>|<PART>|<LEAD>|(?:ngày|hôm|hari|malam|lalu|waktu setempat))"
    r"\s*,?\s*)*)"
    r"(?P<open>\()?(?P<d>\d{1,2})"
    r"(?:\s*(?:-|và|,|rạng sáng|đến|tới|đêm|dan|hingga|sampai)\s*(?:ngày\s+)?(?P<d2>\d{1,2}))?"
    r"\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?(?![\d/]|[.,]\d)(?:\s*\))?(?P<fraction>"
    r"<FRACTION>)?(?P<tail>\s+<PART>)?"
)
_DISTANCE = (
    r"(?:(?P<first><FIRST>)\s+)?(?:chưa đầy|gần|hơn|khoảng|đúng|chỉ|sekitar|hampir|lebih dari|about|around"
    r"|nearly|just|only|some)?\s*"
    r"(?P<n><N>|a|an|se)(?:\s+|(?<=\bse))(?P<unit><UNIT>)(?:\s+(?P<dir><BEFOREAFTER>))?(?!\w)"
)
_REL = r"(?P<rel><{0}>)(?!\w)"

_VI: tuple[tuple[str, str], ...] = (
    ("numeric", _NUMERIC),
    ("day_month", r"(?:<WEEKDAY>\s*,?\s*)?(?:(?:<LEAD>|<PART>|<DAYWORD>)\s*,?\s*)*\(?(?P<d>\d{1,2})(?:\s*(?:-|và"
                  r"|đến|,)\s*(?P<d2>\d{1,2}))?"
                  r"\s+tháng\s+(?P<m>\d{1,2})(?![\d.,]\d)(?:,?\s*(?:năm|/|-)?\s*(?P<y><Y>)|\s+(?P<yr><YEARREL>))?"),
    ("month", r"(?:(?P<third><THIRD>)\s+)?(?:hồi\s+|trong\s+)?tháng\s+(?P<m>\d{1,2})(?!\d)(?:\s?[-/.]\s?(?P<y>"
              r"<Y>)|,?\s+năm\s+(?P<y2><Y>)|\s+(?P<yr><YEARREL>))?(?!\w)"),
    ("month", r"(?:(?P<third><THIRD>)\s+)?(?:hồi\s+|trong\s+)?tháng\s+(?P<m>giêng|một|hai|ba|tư|năm|sáu|bảy|tám"
              r"|chín|mười một|mười hai|mười|chạp)(?:\s+năm\s+(?P<y><Y>)|\s+(?P<yr><YEARREL>))?(?!\w)"),
    ("before_event", r"(?:Trước|trước) khi [^,.;]{3,60}? (?P<n><N>)\s+(?P<unit><UNIT>)(?=,)"),
    ("after_event", r"(?P<n><N>)\s+(?P<unit><UNIT>)\s+(?:(?P<back>trước)|sau) khi(?!\w)"),
    ("distance", _DISTANCE),
    ("report_day", _REL.format("REPORT_DAY")),
    ("weekday", r"(?P<pre>(?:(?:ngày|hôm|<PART>|vào|trong)\s+)*)(?P<wd><WEEKDAY>)(?:\s+(?P<wk><WEEK>))?(?!\w)"),
    ("story_day", _REL.format("STORY_DAY")),
    ("report_weekend", _REL.format("REPORT_WEEKEND")),
    ("report_week", r"(?P<third><THIRD>\s+)?" + _REL.format("REPORT_WEEK")),
    ("report_month", r"(?:(?P<third><THIRD>)\s+)?" + _REL.format("REPORT_MONTH")),
    ("report_year", r"(?:(?P<third><THIRD>)\s+)?" + _REL.format("REPORT_YEAR")),
    ("year", r"(?:(?P<third><THIRD>)\s+)?(?:năm|năm mới|mùa (?:xuân|hè|thu|đông)(?: năm)?)\s+(?P<y><Y>)(?!\d)"),
)  # fmt: skip

_ID: tuple[tuple[str, str], ...] = (
    ("day_month", r"(?:<WEEKDAY>(?:\s+<PART>)?\s*,?\s*)?(?:<LEAD>\s+)*\(?(?P<d>\d{1,2})(?:\s*(?:-|dan|sampai"
                  r"|hingga)\s*(?P<d2>\d{1,2}))?"
                  r"\s+(?P<m><MONTH>)(?!\w)\.?(?:\s+(?P<y><Y>)(?!\d)|\s+(?P<yr><YEARREL>|lalu))?\)?"),
    ("numeric", _NUMERIC),
    ("month", r"(?:(?P<third><THIRD>)\s+)?(?:(?:pada|bulan|sejak|hingga|sampai|sepanjang|selama|di|dari)\s+)*(?P"
              r"<m><MONTH>)(?!\w)\.?(?:\s+(?P<y><Y>)(?!\d)|\s+(?P<yr><YEARREL>|lalu))?"),
    ("after_event", r"(?:(?P<n><N>)\s+|(?P<se>[Ss]e))(?P<unit><UNIT>)\s+(?:(?P<back>sebelum)|setelah|sesudah"
                    r"|usai|selepas|pasca)(?=\s+(?!itu\b|ini\b)\w)"),
    ("distance", _DISTANCE),
    ("report_day", _REL.format("REPORT_DAY")),
    ("weekday", r"(?P<wd><WEEKDAY>)(?:\s+<PART>)*(?:\s+(?P<wk><WEEK>))?(?:\s+<PART>)*(?!\w)"),
    ("story_day", _REL.format("STORY_DAY")),
    ("report_weekend", _REL.format("REPORT_WEEKEND")),
    ("report_week", _REL.format("REPORT_WEEK")),
    ("report_month", r"(?:(?P<third><THIRD>)\s+)?" + _REL.format("REPORT_MONTH")),
    ("report_year", r"(?:(?P<third><THIRD>)\s+)?" + _REL.format("REPORT_YEAR")),
    ("year", r"(?:(?P<third><THIRD>)\s+)?(?:(?:pada|tahun|sejak|hingga|sampai|di|dari)\s+)+(?P<y><Y>)(?![\d,.]\d"
             r"|\d| (?:orang|warga|tentara|unit|kilometer|km|jiwa))"),
)  # fmt: skip

_EN: tuple[tuple[str, str], ...] = (
    ("day_month", r"(?:<WEEKDAY>,?\s+)?(?:<LEAD>\s+)?(?:the\s+)?(?P<m><MONTH>)\s+(?P<d>\d{1,2})(?:st|nd|rd"
                  r"|th)?(?:\s*(?:-|and|to)\s*(?P<d2>\d{1,2})(?!\d))?(?:,?\s+(?P<y><Y>)|,?\s+(?P<yr>"
                  r"<YEARREL>))?(?!\d|,\d)"),
    ("day_month", r"(?:<WEEKDAY>,?\s+)?(?:<LEAD>\s+)?(?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:-|and|to)"
                  r"\s*(?P<d2>\d{1,2}))?\s+(?:of\s+)?(?P<m><MONTH>)(?!\w)(?:,?\s+(?P<y><Y>)|,?\s+(?P<yr>"
                  r"<YEARREL>))?"),
    ("month", r"(?P<third><THIRD>)?[\s-]*(?:in\s+|since\s+|from\s+|until\s+|by\s+|during\s+|of\s+)?(?P<back>last"
              r"\s+|this\s+|next\s+)?(?P<m><MONTH>)(?!\w)(?:\s+(?:of\s+)?(?P<y><Y>)|\s+(?P<yr><YEARREL>))?"),
    ("after_event", r"(?P<n><N>|[Aa]n?|[Tt]he)\s+(?P<unit><UNIT>)\s+(?:(?P<back>before)|after)(?=\s+\w)"),
    ("distance", _DISTANCE),
    ("report_day", _REL.format("REPORT_DAY")),
    ("weekday", r"(?:(?:on|early|late|since|from|until|before dawn|by|this|in the early hours of)\s+)*(?P"
                r"<back>last\s+|next\s+)?(?P<wd><WEEKDAY>)(?:\s+<PART>)?(?:\s+(?P<wk><WEEK>))?(?!\w)"),
    ("story_day", _REL.format("STORY_DAY")),
    ("report_weekend", _REL.format("REPORT_WEEKEND")),
    ("report_week", r"(?P<third><THIRD>\s+)?" + _REL.format("REPORT_WEEK")),
    ("report_month", r"(?:(?P<third><THIRD>)\s+)?" + _REL.format("REPORT_MONTH")),
    ("report_year", r"(?:(?P<third><THIRD>)\s+)?" + _REL.format("REPORT_YEAR")),
    ("year", r"(?:(?P<third><THIRD>)[\s-]+)?(?:in|since|from|until|of|during|early|late|by|and)\s+(?:the year"
             r"\s+)?(?P<y><Y>)(?![\d,]|\s+(?:people|troops|soldiers|civilians))"),
)  # fmt: skip
