"""When: every date a text names, made a calendar interval against the day of the report.

Relative dates count from the report ("hôm qua", "last week") or from the day told of last ("hôm sau", "two days
later"); a date without a year takes the one that brings it nearest to the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from dropwire.article import DatePrecision, Published
from dropwire.extract.dategrammar import grammar, read_words
from dropwire.extract.datespans import READINGS, Clock, Context, Span
from dropwire.extract.matcher import fold
from dropwire.extract.numbers import COLUMN, Numbers

_DIGITS = re.compile(r"(?<![\w/.,])\d{1,2}(?!\d)")
_STARTS = (
    "month", "weekday", "part", "lead", "report_day", "report_week", "report_month", "report_year", "report_weekend",
    "story_day", "third", "ago_first", "before_first", "after_first",
)  # fmt: skip
_EXTRA = {
    "vi": ("tháng", "Tháng", "năm", "Năm", "mùa", "Trước khi", "trước khi", "hồi", "Hồi", "trong tháng"),
    "id": (
        "tahun",
        "Tahun",
        "bulan",
        "di",
        "sejak",
        "hingga",
        "sampai",
        "dari",
        "sepanjang",
        "selama",
        *(w for u in ("hari", "minggu", "pekan", "bulan", "tahun") for w in ("se" + u, "Se" + u)),
    ),
    "en": ("in", "In", "since", "Since", "last", "Last", "the", "The", "a", "A", "an", "early", "late", "mid", "next"),
}
_OPENING = re.compile(r"(?:^|[.!?…:]\W*|\n)(?:Chỉ |Just |Only |Barely |Hanya |Baru )?$")
_JOINT = re.compile(r"\s*(?:-|,|và|và rạng sáng|rạng sáng|đến|cho đến|dan|hingga|sampai|to|and|until)\s*")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text.

    `date` is ISO, as fine as `precision` (`2014`, `2014-06`, `2014-06-29`; None for weeks and ranges); `date_min` and
    `date_max` are days, None when nothing tells the year. `reporting`: it is the day somebody said so.
    """

    start: int
    end: int
    date: str | None
    date_min: str | None
    date_max: str | None
    precision: DatePrecision
    basis: str
    """`explicit`, `relative` or `vague`."""
    rule: str
    reporting: bool = False
    note: str = ""


class Dates:
    """The date words of all languages."""

    def __init__(self, folder: Path) -> None:
        """Read dates.tsv and numbers.tsv.

        Raises:
            ConfigError: a lexicon is wrong; the message names file and line.
        """
        self._numbers = Numbers(folder)
        self._words = read_words(folder)
        self._grammars = {}
        self._starts = {}
        self._reporting = {}
        for lang, words in self._words.items():
            numbers = self._numbers.small(lang)
            self._grammars[lang] = grammar(lang, words, numbers)
            starts = {w for kind in _STARTS for w in words.table[kind]} | set(numbers) | set(_EXTRA[lang])
            self._starts[lang] = AhoCorasick(sorted(starts), matchkind=MatchKind.LeftmostLongest, store_patterns=False)
            self._reporting[lang] = re.compile(rf"\b{words.any('reporting')}\b")

    def find(self, text: str, lang: str, published: Published, anchor: str | None = None) -> list[DateMention]:
        """The dates of a text, in order.

        Args:
            text: a body, or a sentence with its anchor.
            lang: `vi`, `id`, `ms` or `en`.
            published: when the report appeared.
            anchor: ISO day told of last before this text; what "hôm sau", "two days later" count from.
        """
        column = COLUMN.get(lang, "en")
        folded = fold(text)
        clock = Clock.of(published)
        context = Context(
            self._words[column].table, clock, date.fromisoformat(anchor) if anchor else None,
            lambda words: self._numbers.small_value(words, column), None,
        )  # fmt: skip
        mentions: list[DateMention] = []
        for rule, found in self._hits(folded, column):
            opens = _OPENING.search(folded, max(0, found.start() - 12), found.start()) is not None
            span = READINGS[rule](found.groupdict(), replace(context, opens=opens))
            if span is None:
                continue
            mention = self._mention(folded, column, rule, found, span)
            mentions.append(mention)
            if span.first:
                context = replace(context, year=span.first.year)
                if _tells(rule, mention, span.first, opens, context):
                    context = replace(context, story=span.first)
        return _joined(folded, mentions)

    def _hits(self, text: str, column: str) -> Iterator[tuple[str, re.Match[str]]]:
        starts = {s for _, s, e in self._starts[column].find_matches_as_indexes(text) if _edge(text, s, e)}
        starts.update(m.start() for m in _DIGITS.finditer(text))
        end = 0
        for start in sorted(starts):
            if start < end:
                continue
            for rule, pattern in self._grammars[column]:
                found = pattern.match(text, start)
                if found and _sound(rule, found, text, column):
                    yield rule, found
                    end = found.end()
                    break

    def _mention(self, text: str, column: str, rule: str, found: re.Match[str], span: Span) -> DateMention:
        start, end = found.span()
        while end > start and text[end - 1] in " ,(":
            end -= 1
        while text[start] in " ,(-":
            start += 1
        return DateMention(
            start, end, span.iso, span.first.isoformat() if span.first else None,
            span.last.isoformat() if span.last else None, span.precision, span.basis, f"date: {rule}",
            self._told(text, column, start, end), span.note,
        )  # fmt: skip

    def _told(self, text: str, column: str, start: int, end: int) -> bool:
        """Whether a date says when it was reported: beside a verb of saying."""
        reporting = self._reporting[column]
        if column == "vi":
            return reporting.match(text, end + 1) is not None
        before = text[max(0, start - 30) : start]
        before = before[max(before.rfind(". "), before.rfind("\n"), before.rfind('" ')) + 1 :]
        if reporting.search(before) is None:
            return False
        return before.rstrip()[-1:] in (",", "") or reporting.search(before[-14:]) is not None


def _tells(rule: str, mention: DateMention, day: date, opens: bool, context: Context) -> bool:
    """Whether a date moves the story on: a past day of the news, not an aside ("reports a day earlier")."""
    if mention.precision != "day" or mention.reporting or (context.clock.last and day > context.clock.last):
        return False
    aside = rule in ("story_day", "distance") and not opens and context.story is not None and day < context.story
    return not aside


def _edge(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()


def _sound(rule: str, found: re.Match[str], text: str, column: str) -> bool:
    """What the pattern alone cannot tell: bare figures are no date, "thứ hai" may mean second, "May" may mean may."""
    groups = found.groupdict()
    if rule == "numeric":
        return _sound_figures(groups, text, found)
    if rule == "weekday" and column == "vi":
        return bool(groups["pre"] or groups["wk"] or groups["wd"][4:5].isupper() or groups["wd"][:1] in "Cc")
    if rule == "month" and column == "en":
        words = found[0].strip().split()
        return len(words) > 1 or bool(groups["y"])
    if rule == "month" and column == "id":
        return len(groups["m"]) > 3 or groups["m"] in ("Mei", "Mac", "Jun") and (bool(groups["y"]) or len(found[0]) > 4)
    if rule == "distance":
        return bool(groups["first"] or groups["dir"])
    return True


def _sound_figures(groups: dict[str, str | None], text: str, found: re.Match[str]) -> bool:
    """Whether "3/4" is a date: a year, a word of time before it, or brackets of its own."""
    month = int(groups["m"] or 0)
    if not (1 <= month <= 12 and 1 <= int(groups["d"] or 0) <= 31 and 1 <= int(groups["d2"] or 1) <= 31):
        return False
    pre, year = (groups["pre"] or "").strip(" ,"), groups["y"]
    if groups["fraction"] is not None and not pre:
        return False
    if year:
        return len(year) == 4 or bool(pre)
    if groups["open"] and text[found.end() - 1 : found.end() + 1].startswith(")"):
        return groups["sep"] != "." or bool(pre)
    if pre.split()[-1:] and pre.split()[-1] in (
        "từ",
        "đến",
        "tới",
        "vào",
        "hồi",
        "of",
        "from",
        "since",
        "on",
        "pada",
        "sejak",
    ):
        return groups["sep"] == "/" and groups["fraction"] is None
    return bool(pre)


def _joined(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Make one of "đêm 3/2 và rạng sáng 4/2", of two days told as one stretch."""
    joined: list[DateMention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last and last.precision == mention.precision == "day" and last.basis == mention.basis == "explicit"
            and _JOINT.fullmatch(text, last.end, mention.start)
            and (last.date_max or "") <= (mention.date_min or "")
        ):  # fmt: skip
            joined[-1] = replace(last, end=mention.end, date_max=mention.date_max, reporting=mention.reporting)
        else:
            joined.append(mention)
    return joined
