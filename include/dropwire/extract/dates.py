"""When: every date a text names, made a calendar interval against the day of the report.

Relative dates count from the report ("hôm qua", "last week") or from the day told of last ("hôm sau", "two days
later"); a date without a year takes the one that brings it nearest to the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from dropwire.article import DatePrecision, Published
from dropwire.extract.dategrammar import day_figures, grammar, read_words
from dropwire.extract.datespans import READINGS, Clock, Context, Span
from dropwire.extract.matcher import fold
from dropwire.extract.numbers import COLUMN, Numbers

_DIGITS = re.compile(r"\d\d*")  # not \d+: a search for one character class leaps
_BY_KIND = {
    "digit": ("numeric", "day_month", "distance", "after_event"),
    "number": ("after_event", "distance"),
    "month": ("day_month", "month"),
    "weekday": ("numeric", "day_month", "weekday"),
    "part": ("numeric", "day_month", "weekday"),
    "lead": ("numeric", "day_month", "weekday", "month", "year", "distance"),
    "report_day": ("numeric", "day_month", "report_day"),
    "report_week": ("report_week",), "report_month": ("report_month",), "report_year": ("report_year",),
    "report_weekend": ("report_weekend",), "story_day": ("numeric", "story_day"),
    "third": ("month", "report_month", "report_year", "report_week", "year", "weekday"),
    "ago_first": ("distance",), "before_first": ("distance",), "after_first": ("distance",),
}  # fmt: skip
"""The patterns worth trying where a word of a kind stands."""
_UNITS = tuple(w for u in ("hari", "minggu", "pekan", "bulan", "tahun") for w in ("se" + u, "Se" + u))
_OPENED = ("day_month", "month", "weekday", "year")
_ARTICLES = tuple(f"{a} {u}" for a in ("a", "A", "the", "The") for u in ("day", "night", "week", "month", "year"))
_EXTRA: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {
    "vi": {
        ("tháng", "Tháng", "hồi", "Hồi", "trong tháng"): ("numeric", "month", "weekday"),
        ("năm", "Năm"): ("year", "after_event", "distance"),
        ("mùa", "Mùa"): ("year",),
        ("Trước khi", "trước khi"): ("before_event",),
    },
    "id": {
        ("tahun", "Tahun", "bulan", "sejak", "Sejak", "hingga", "sampai", "sepanjang", "selama", "pada", "Pada"): (
            "day_month", "numeric", "month", "year",
        ),
        _UNITS: ("after_event", "distance"),
    },
    "en": {
        ("in", "In", "since", "Since", "from", "until", "by", "By", "during", "During"): _OPENED,
        ("last", "Last", "next", "this", "mid", "early", "Early", "late", "Late", "on", "On"): _OPENED,
        _ARTICLES: ("after_event", "distance"),
    },
}  # fmt: skip
_FIGURE_NEAR = re.compile(r"[^\d;!?\n]{0,44}\d")
_NEED_FIGURES = frozenset({"numeric", "day_month", "year"})
_OPENING = re.compile(r"(?:^|[.!?…:]\W*|\n)(?:Chỉ |Just |Only |Barely |Hanya |Baru )?$")
_JOINT = re.compile(r"\s*(?:-|,|và|và rạng sáng|rạng sáng|đến|cho đến|dan|hingga|sampai|to|and|until)\s*")


_SURE = ("month", "weekday", "part", "report_day", "report_week", "report_month", "report_year", "report_weekend",
         "story_day")  # fmt: skip
_SURE_WORDS = frozenset((*_UNITS, *_ARTICLES, "tháng", "Tháng", "trong tháng", "Trước khi", "trước khi"))
"""Words that tell of a day alone; others ("on", "early", "five") only near one of these, a figure or a unit."""
_COUNTED = frozenset({"after_event", "distance"})
"""Patterns with a unit in them ("two days later")."""
_TOLD_BY_PLACE = frozenset({"story_day", "distance", "after_event", "before_event"})
"""Patterns read differently at the start of a sentence."""
_REACH = 60
"""How many characters a word may stand before the figure, unit or sure word that makes it part of a date."""


Patterns = list[tuple[str, re.Pattern[str]]]
Hits = list[tuple[str, re.Match[str]]]


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
        self._grammars: dict[str, Patterns] = {}
        self._starts: dict[str, AhoCorasick] = {}
        self._tried: dict[str, list[tuple[Patterns, bool]]] = {}
        self._tried_digits: dict[str, Patterns] = {}
        self._units: dict[str, AhoCorasick] = {}
        self._day_figures: dict[str, re.Pattern[str]] = {}
        self._reporting: dict[str, tuple[str, ...]] = {}
        self._any_verb: dict[str, re.Pattern[str]] = {}
        self._last: tuple[str, str, Hits] | None = None
        for lang, words in self._words.items():
            numbers = self._numbers.small(lang)
            self._grammars[lang] = grammar(lang, words, numbers)
            starts = {w: set(_BY_KIND["number"]) for w in numbers}
            for kind, rules in _BY_KIND.items():
                for word in words.table.get(kind, ()):
                    starts.setdefault(word, set()).update(rules)
            for extra, rules in _EXTRA[lang].items():
                for word in extra:
                    starts.setdefault(word, set()).update(rules)
            sure = {word for kind in _SURE for word in words.table[kind]} | _SURE_WORDS
            self._tried[lang] = [(self._of(lang, rules), word in sure) for word, rules in starts.items()]
            self._units[lang] = AhoCorasick(list(words.table["unit"]), store_patterns=False)
            self._day_figures[lang] = day_figures(words)
            self._tried_digits[lang] = self._of(lang, set(_BY_KIND["digit"]))
            self._starts[lang] = AhoCorasick(list(starts), matchkind=MatchKind.LeftmostLongest, store_patterns=False)
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
        for rule, found in self._found(folded, column):
            opens = (
                rule in _TOLD_BY_PLACE
                and _OPENING.search(folded, max(0, found.start() - 12), found.start()) is not None
            )
            context.opens = opens
            span = READINGS[rule](found.groupdict(), context)
            if span is None:
                continue
            mention = self._mention(folded, column, rule, found, span)
            mentions.append(mention)
            if span.first:
                context.year = span.first.year
                if _tells(rule, mention, span.first, opens, context):
                    context.story = span.first
        return _joined(folded, mentions)

    def _of(self, lang: str, rules: set[str]) -> Patterns:
        return [(rule, pattern) for rule, pattern in self._grammars[lang] if rule in rules]

    def _found(self, text: str, column: str) -> Hits:
        """The patterns that fit; a text is asked for twice while its report's day is sought, so the last is kept."""
        if self._last is None or self._last[0] != text or self._last[1] != column:
            self._last = (text, column, list(self._hits(text, column)))
        return self._last[2]

    def _hits(self, text: str, column: str) -> Iterator[tuple[str, re.Match[str]]]:
        units = [start for _, start, _ in self._units[column].find_matches_as_indexes(text)]
        end = 0
        for start, patterns, dated in self._candidates(text, column):
            if start < end:
                continue
            counted = _near(units, start)
            if not counted and not dated:
                continue
            figures = _FIGURE_NEAR.match(text, start) is not None
            for rule, pattern in patterns:
                if not (counted if rule in _COUNTED else dated and (figures or rule not in _NEED_FIGURES)):
                    continue
                found = pattern.match(text, start)
                if found and _sound(rule, found, text, column):
                    yield rule, found
                    end = found.end()
                    break

    def _candidates(self, text: str, column: str) -> list[tuple[int, Patterns, bool]]:
        """Where a date may begin, with the patterns to try there and whether those without a unit are among them."""
        tried, day = self._tried[column], self._day_figures[column]
        words = [
            (s, *tried[i]) for i, s, e in self._starts[column].find_matches_as_indexes(text) if _edge(text, s, e)
        ]  # fmt: skip
        figures = list(_DIGITS.finditer(text))
        telling = sorted([m.start() for m in figures] + [s for s, _, sure in words if sure])
        found = [(s, patterns, sure or _near(telling, s)) for s, patterns, sure in words]
        found += [
            (m.start(), self._tried_digits[column], day.match(text, m.start()) is not None)
            for m in figures if _may_be_day(text, m)
        ]  # fmt: skip
        found.sort(key=lambda candidate: candidate[0])
        return found

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
        verbs = self._reporting[column]
        if column == "vi":
            return text.startswith(verbs, end + 1)
        if self._any_verb[column].search(text, max(0, start - 30), start) is None:
            return False
        before = text[max(0, start - 30) : start]
        before = before[max(before.rfind(". "), before.rfind("\n"), before.rfind('" ')) + 1 :]
        said = [at for verb in verbs if (at := before.rfind(verb)) >= 0 and not before[at - 1 : at].isalnum()]
        if not said:
            return False
        return before.rstrip()[-1:] in (",", "") or max(said) > len(before) - 16


def _near(places: list[int], start: int) -> bool:
    i = bisect_left(places, start)
    return i < len(places) and places[i] - start <= _REACH


def _may_be_day(text: str, figures: re.Match[str]) -> bool:
    before = text[figures.start() - 1 : figures.start()]
    return figures.end() - figures.start() <= 3 and not (before.isalnum() or before in ("/", ".", ",", "_"))


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
        return len(groups["m"]) > 3 or (
            groups["m"] in ("Mei", "Mac", "Jun") and (bool(groups["y"]) or len(found[0]) > 4)
        )
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
