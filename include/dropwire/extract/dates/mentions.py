"""When: every date a text names, made a calendar interval against the day of the report.

Relative dates count from the report ("hôm qua", "last week") or from the day told of last ("hôm sau", "two days
later"); a date without a year takes the one that brings it nearest to the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dropwire.article import DatePrecision, Published
from dropwire.extract.dates.counts import READINGS
from dropwire.extract.dates.finder import DateFinder
from dropwire.extract.dates.grammar import read_words
from dropwire.extract.dates.spans import Clock, Context, Span
from dropwire.extract.vocabulary.languages import COLUMN
from dropwire.extract.vocabulary.matcher import fold
from dropwire.extract.vocabulary.numbers import Numbers

_OPENING = re.compile(
    r"(?:^|[.!?…:]\W*|\n)(?:Chỉ |Just |Only |Barely |Hanya |Baru |Sementara itu,? |Adapun |Namun,? |Trong khi đó, |Còn "
    r"|Trước đó, |Tuy nhiên, |Meanwhile,? |But |And )?$"
)
_JOINT = re.compile(r"\s*(?:(?:-|,|và|rạng sáng|đến|cho đến|tới|sang|dan|hingga|sampai|to|and|until|into|through)\s*)+")
_STRETCH = re.compile(
    r"\b(?:từ|giữa|dari|antara|sejak|from|between)\b|-|đến|tới|hingga|sampai|\bto\b|until|through", re.IGNORECASE
)
"""Words that make two days the ends of a stretch; days beside each other are one anyhow."""
_SPEAKS = re.compile(
    r"\)?, (?:mengatakan|menyatakan|menjelaskan|menuturkan|memaparkan|membenarkan|menegaskan|mengungkapkan|menyebut"
    r"|melaporkan|mengumumkan|memastikan|memberitahu|mengk?onfirmasi)\w*\b"
)
"""Behind the day somebody spoke: "di Jayapura, Kamis (23/3), mengatakan"."""
_SPOKE_THAT_DAY = re.compile(
    r",\s+(?:các |một |một số |những )?(?:nguồn tin|giới chức|chính phủ|chính quyền|(?:\S+ )?quan chức|bộ |cảnh sát"
    r"|người phát ngôn|phát ngôn viên|nhà chức trách|truyền thông|hãng|đài |tờ |văn phòng|tổng thống|thủ tướng"
    r"|thống đốc|nhân chứng|cơ quan|liên hợp quốc)[^,.;:]{0,60}?\s(?:cho biết|cho hay|thông báo)\b",
    re.IGNORECASE,
)
"""A day that opens a sentence and is that of the source which speaks behind it: "Ngày 16/4, chính phủ thông báo"."""
_CLAUSE_END = re.compile(r"\s*(?:[.,;”\"]|$|\n)")
_TO_WHOM = re.compile(
    r" (?:với |cho |trên )?(?:(?:hãng tin|tờ|báo|báo giới|báo chí|đài|kênh|hãng) ?)?(?:[A-Z][\w.-]+ ?){0,3}$"
)
_SINCE = re.compile(r"\b(?:kể từ|sejak|semenjak|since)\b", re.IGNORECASE)
_WITH_YEAR = re.compile(r"\d{4}")
_LONGEST = 31
"""Days between the ends of a stretch told as one."""
_HISTORY = 60
"""Days before the report from which a day is history."""
_SAID_BY = re.compile(
    r"[,\"”]\s(?:kata|ujar|tutur|ungkap|jelas|terang|lapor)\s[^.,;:\n]{0,70}(?:, [^.,;:\n]{0,50})?,\s*(?:pada\s)?$"
)
"""Before a day on which somebody spoke: ", kata Presiden X, " Minggu."""
_TOLD_BY_PLACE = frozenset({"story_day", "distance", "after_event", "before_event"})
"""Patterns read differently at the start of a sentence."""


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


def begins_war(text: str, day: DateMention) -> bool:
    """Whether a day with its year only says since when something lasts: the report came long after it."""
    dated = day.basis == "explicit" and _WITH_YEAR.search(text, day.start, day.end) is not None
    return dated and _SINCE.search(text, max(0, day.start - 12), day.end) is not None


def a_year_before(day: DateMention) -> DateMention:
    """The same day and month of the year before; of a leap day the last of its month."""

    def earlier(words: str | None) -> str | None:
        return None if words is None else f"{int(words[:4]) - 1}{words[4:]}".replace("-02-29", "-02-28")

    return replace(day, date=earlier(day.date), date_min=earlier(day.date_min), date_max=earlier(day.date_max))


class Dates:
    """The date words of all languages."""

    def __init__(self, folder: Path) -> None:
        """Read dates.tsv and numbers.tsv.

        Raises:
            ConfigError: a lexicon is wrong; the message names file and line.
        """
        self._numbers = Numbers(folder)
        self._words = read_words(folder)
        self._finders: dict[str, DateFinder] = {}
        self._reporting: dict[str, tuple[str, ...]] = {}
        self._issued = tuple(self._words["vi"].table["issued"])
        self._any_verb: dict[str, re.Pattern[str]] = {}
        for lang, words in self._words.items():
            self._finders[lang] = DateFinder(lang, words, self._numbers.small(lang))
            self._reporting[lang] = tuple(words.table["reporting"])
            self._any_verb[lang] = re.compile(words.any("reporting"))

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
        news = context.story
        hits = self._finders[column].hits(folded)
        reckoned_from = -1
        for number, (rule, found) in enumerate(hits):
            if number == reckoned_from:
                continue
            opens = (
                rule in _TOLD_BY_PLACE
                and _OPENING.search(folded, max(0, found.start() - 24), found.start()) is not None
            )
            context.opens = opens
            if mentions and _is_history(context) and "\n" in folded[mentions[-1].end : found.start()]:
                context.story = news
            end = found.end()
            if opens and rule == "after_event" and (named := _day_named(folded, hits[number : number + 2], context)):
                context.story, reckoned_from, end = named.first, number + 1, hits[number + 1][1].end()
            span = READINGS[rule](found.groupdict(), context)
            if span is None:
                continue
            mention = self._mention(folded, column, rule, (found.start(), end), span)
            mentions.append(mention)
            if span.first:
                context.year = span.first.year
                if _tells(rule, mention, span.first, opens, context) and not _only_why(folded, mentions, context):
                    context.story = span.last
                    news = news if _is_history(context) else span.last
        return _joined(folded, mentions)

    def says_yesterday(self, text: str, lang: str, mentions: list[DateMention]) -> bool:
        """Whether a text tells its news as yesterday's and nothing as today's."""
        words = self._words[COLUMN.get(lang, "en")].table["report_day"]
        folded = fold(text)
        days = {words.get(folded[m.start : m.end].lower()) for m in mentions if m.rule == "date: report_day"}
        return -1 in days and 0 not in days

    def _mention(self, text: str, column: str, rule: str, where: tuple[int, int], span: Span) -> DateMention:
        start, end = where
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
        verbs = self._reporting[column]
        if column == "vi":
            if text.startswith(verbs, end + 1) or text.endswith(self._issued, max(0, start - 20), start - 1):
                return True
            if _SPOKE_THAT_DAY.match(text, end):
                return True
            return _CLAUSE_END.match(text, end) is not None and self._says_before(text, start)
        if text.startswith(verbs, end + 1) or (column == "id" and _SPEAKS.match(text, end)):
            return True
        if column == "id" and _SAID_BY.search(text, max(0, start - 140), start):
            return True
        if self._any_verb[column].search(text, max(0, start - 30), start) is None:
            return False
        before = text[max(0, start - 30) : start]
        before = before[max(before.rfind(". "), before.rfind("\n"), before.rfind('" ')) + 1 :]
        said = [at for verb in verbs if (at := before.rfind(verb)) >= 0 and not before[at - 1 : at].isalnum()]
        if not said:
            return False
        return before.rstrip()[-1:] in (",", "") or max(said) > len(before) - 16

    def _says_before(self, text: str, start: int) -> bool:
        """Whether a Vietnamese verb of saying stands right before a date, with whom it is said to at most."""
        said = _TO_WHOM.search(text, max(0, start - 40), start)
        verbs = self._reporting["vi"]
        return text.endswith(verbs, max(0, start - 30), start - 1) or bool(
            said and text.endswith(verbs, max(0, said.start() - 20), said.start())
        )


_OF_THE_CALENDAR = frozenset({"numeric", "day_month", "full", "weekday", "report_day"})


def _day_named(text: str, hits: Sequence[tuple[str, re.Match[str]]], context: Context) -> Span | None:
    """The day of the event another is counted from: "two days after the attack on May 5","""
    if len(hits) < 2 or hits[1][0] not in _OF_THE_CALENDAR:
        return None
    (_, found), (rule, named) = hits
    if re.search(r"[,.;\n]", text[found.end() : named.start()]) or not text.startswith(",", named.end()):
        return None
    span = READINGS[rule](named.groupdict(), context)
    return span if span is not None and span.first is not None and span.precision == "day" else None


def _tells(rule: str, mention: DateMention, day: date, opens: bool, context: Context) -> bool:
    """Whether a date moves the story on: a past day of the news, not an aside ("reports a day earlier")."""
    if mention.precision != "day" or (context.clock.last and day > context.clock.last):
        return False
    if mention.reporting:
        return context.story is None or (opens and day > context.story)
    aside = (
        rule in ("story_day", "distance", "after_event")
        and not opens
        and context.story is not None
        and day < context.story
    )
    return not aside


_WHY = re.compile(r"\b(?:trả đũa|trả thù|đáp trả|báo thù|avenge|retaliat\w+|membalas|balasan)\b[^.!?\n]*$")


def _only_why(text: str, mentions: Sequence[DateMention], context: Context) -> bool:
    """Whether the last day is that of what is avenged, earlier than the day told before it in the sentence."""
    if len(mentions) < 2 or context.story is None or (mentions[-1].date or "") >= context.story.isoformat():
        return False
    return _WHY.search(text, mentions[-2].end, mentions[-1].start) is not None


def _is_history(context: Context) -> bool:
    """Whether the day told of last lies long before the report: an aside that ends with its paragraph."""
    last = context.clock.last
    return context.story is not None and last is not None and (last - context.story).days > _HISTORY


def _joined(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Make one of "đêm 3/2 và rạng sáng 4/2", of two days told as one stretch."""
    joined: list[DateMention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and _names_anew(text, last, mention):
            joined[-1] = replace(mention, start=last.start)
        elif last and _makes_one(text, last, mention):
            joined[-1] = replace(last, end=mention.end, date_max=mention.date_max, reporting=mention.reporting)
        else:
            joined.append(mention)
    return joined


def _names_anew(text: str, one: DateMention, other: DateMention) -> bool:
    """Whether a day is named right behind what only counts to it: "vài giờ sau, rạng sáng 4/2"."""
    if one.rule.removeprefix("date: ") not in _TOLD_BY_PLACE or one.basis == "explicit" or other.precision != "day":
        return False
    rule = other.rule.removeprefix("date: ")
    return rule in _OF_THE_CALENDAR and rule != "report_day" and text[one.end : other.start].strip(" (") == ","


def _makes_one(text: str, one: DateMention, other: DateMention) -> bool:
    """Whether two days are the ends of one stretch."""
    if not (one.precision == other.precision == "day" and one.date_max and other.date_min):
        return False
    joint = _JOINT.match(text, one.end, other.end)
    if joint is None or joint.end() < other.start or not joint[0].strip():
        return False
    days = (date.fromisoformat(other.date_min) - date.fromisoformat(one.date_max)).days
    if one.date_max == other.date_max and one.basis != other.basis:
        return True
    return days in (0, 1) or (
        0 < days <= _LONGEST and _STRETCH.search(text, max(0, one.start - 9), joint.end()) is not None
    )
