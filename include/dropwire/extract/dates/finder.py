"""Where dates stand in a text: the words and figures they may begin with, and the patterns tried there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from dropwire.extract.dates.grammar import Words, day_figures, grammar

_DIGITS = re.compile(r"\d\d*")  # not \d+: a search for one character class leaps
_RELATIVE = ("report_day", "story_day", "report_week", "report_month", "report_year", "report_weekend")
_DATED = ("numeric", "day_month")
_COUNTED_RULES = ("after_event", "distance")
_BY_KIND = {
    "digit": ("full", *_DATED, *_COUNTED_RULES), "number": _COUNTED_RULES, "few": _COUNTED_RULES,
    "half": _COUNTED_RULES, "part_of": (*_COUNTED_RULES, *_RELATIVE),
    "month": ("day_month", "month"), "feast": (*_DATED, "feast"), "season": ("season",),
    "weekday": (*_DATED, "weekday"), "part": (*_DATED, "weekday", "story_day"),
    "lead": ("full", *_DATED, "weekday", "month", "year", *_COUNTED_RULES, "feast", "ensuing", "lately", *_RELATIVE),
    "report_day": (*_DATED, "report_day"), "story_day": (*_DATED, "story_day"),
    "report_week": ("report_week",), "report_month": ("report_month",), "report_year": ("report_year",),
    "report_weekend": ("report_weekend",),
    "third": ("month", "report_month", "report_year", "report_week", "this_month", "year", "weekday"),
    "ago_first": ("distance",), "before_first": ("distance",), "after_first": _COUNTED_RULES,
    "ensuing_first": ("distance", "ensuing"), "lately_first": ("lately",),
}  # fmt: skip
"""The patterns worth trying where a word of a kind stands."""
_OPENED = ("day_month", "month", "weekday", "year", "lately", "ensuing")
_EXTRA: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {
    "vi": {
        ("tháng", "hồi", "trong tháng"): ("numeric", "month", "weekday"),
        ("năm",): ("year", *_COUNTED_RULES),
        ("trước khi",): ("before_event",),
    },
    "id": {
        ("tahun", "bulan", "sejak", "hingga", "sampai", "sepanjang", "selama", "pada"): (
            *_DATED, "month", "year", "distance", "story_day",
        ),
    },
    "en": {
        ("in", "since", "from", "until", "by", "during"): _OPENED,
        ("last", "next", "this", "mid", "early", "late", "on"): _OPENED,
    },
}  # fmt: skip
"""Words that are none of the table but open a date."""
_ARTICLES = ("a", "an", "the")
_FIGURE_NEAR = re.compile(r"[^\d;!?\n]{0,44}\d")
_NEED_FIGURES = frozenset({"numeric", "day_month", "year", "full"})
_SURE = ("month", "weekday", "part", "report_day", "report_week", "report_month", "report_year", "report_weekend",
         "story_day", "feast", "season", "lately_first", "ensuing_first")  # fmt: skip
_SURE_WORDS = frozenset({"tháng", "trong tháng", "trước khi"})
"""Words that tell of a day alone; others ("on", "early", "five") only near one of these, a figure or a unit."""
_COUNTED = frozenset({"after_event", "distance", "lately", "ensuing"})
"""Patterns with a unit in them ("two days later")."""
_SURE_LEADS = frozenset({"vào", "hồi", "pada", "sejak", "từ", "đến", "tới", "of", "from", "since", "on"})
_REACH = 60
"""How many characters a word may stand before the figure, unit or sure word that makes it part of a date."""

Patterns = list[tuple[str, re.Pattern[str]]]
Hits = list[tuple[str, re.Match[str]]]


def _both_cases(words: Sequence[str]) -> list[str]:
    return [*words, *(w[0].upper() + w[1:] for w in words)]


class DateFinder:
    """The date patterns of one language and where to try them."""

    def __init__(self, lang: str, words: Words, numbers: list[str]) -> None:
        self._lang = lang
        self._grammar: Patterns = grammar(lang, words, numbers)
        starts, sure = self._start_words(words, numbers)
        self._tried = [(self._of(rules), word in sure) for word, rules in starts.items()]
        self._tried_digits = self._of(set(_BY_KIND["digit"]))
        self._units = AhoCorasick([*words.table["unit"], *words.table["clock_unit"]], store_patterns=False)
        self._day_figures = day_figures(words)
        self._starts = AhoCorasick(list(starts), matchkind=MatchKind.LeftmostLongest, store_patterns=False)
        self._last: tuple[str, Hits] | None = None

    def _start_words(self, words: Words, numbers: list[str]) -> tuple[dict[str, set[str]], set[str]]:
        """What a date may begin with -> its patterns; and which of these words tell of a day alone."""
        units = [*words.table["unit"], *words.table["clock_unit"]]
        counted = [f"se{u}" for u in units] if self._lang == "id" else []
        counted += [f"{a} {u}" for a in _ARTICLES for u in units] if self._lang == "en" else []
        counted = _both_cases([c for c in counted if c == c.lower()])
        starts = {w: set(_BY_KIND["number"]) for w in [*numbers, *counted]}
        for kind, rules in _BY_KIND.items():
            for word in words.table.get(kind, ()):
                starts.setdefault(word, set()).update(rules)
        for extra, rules in _EXTRA[self._lang].items():
            for word in _both_cases(extra):
                starts.setdefault(word, set()).update(rules)
        sure = {word for kind in _SURE for word in words.table[kind]}
        return starts, sure | set(counted) | set(_both_cases(sorted(_SURE_WORDS)))

    def hits(self, text: str) -> Hits:
        """The patterns that fit; a text is asked for twice while its report's day is sought, so the last is kept."""
        if self._last is None or self._last[0] != text:
            self._last = (text, list(self._hits(text)))
        return self._last[1]

    def _of(self, rules: set[str]) -> Patterns:
        return [(rule, pattern) for rule, pattern in self._grammar if rule in rules]

    def _hits(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        units = [start for _, start, _ in self._units.find_matches_as_indexes(text)]
        end = 0
        for start, patterns, dated in self._candidates(text):
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
                if found and _sound(rule, found, text, self._lang):
                    yield rule, found
                    end = found.end()
                    break

    def _candidates(self, text: str) -> list[tuple[int, Patterns, bool]]:
        """Where a date may begin, with the patterns to try there and whether those without a unit are among them."""
        words = [
            (s, *self._tried[i]) for i, s, e in self._starts.find_matches_as_indexes(text) if _edge(text, s, e)
        ]  # fmt: skip
        figures = list(_DIGITS.finditer(text))
        telling = sorted([m.start() for m in figures] + [s for s, _, sure in words if sure])
        found = [(s, patterns, sure or _near(telling, s)) for s, patterns, sure in words]
        found += [
            (m.start(), self._tried_digits, self._day_figures.match(text, m.start()) is not None)
            for m in figures if _may_be_day(text, m)
        ]  # fmt: skip
        found.sort(key=lambda candidate: candidate[0])
        return found


def _near(places: list[int], start: int) -> bool:
    i = bisect_left(places, start)
    return i < len(places) and places[i] - start <= _REACH


def _may_be_day(text: str, figures: re.Match[str]) -> bool:
    before = text[figures.start() - 1 : figures.start()]
    return figures.end() - figures.start() <= 4 and not (before.isalnum() or before in ("/", ".", ",", "_"))


def _edge(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()


def _sound(rule: str, found: re.Match[str], text: str, column: str) -> bool:
    """What the pattern alone cannot tell: bare figures are no date, "thứ hai" may mean second, "May" may mean may."""
    groups = found.groupdict()
    if rule == "numeric":
        return _sound_figures(groups, text, found)
    if rule == "story_day" and column == "vi":
        return not (found[0].endswith("ngày") and _DAY_NAMED.match(text, found.end()))
    if rule == "report_week" and column == "id":
        at = text.find("Minggu", found.start(), found.end())  # a Sunday, but at the start of a sentence
        return at < 0 or text[:at].rstrip()[-1:] in ("", ".", "?", "!", '"', ":", ")")
    if rule == "weekday" and column == "vi":
        if groups["wd"].islower() and _ORDINAL.match(text, found.end()):
            return False
        led = bool(groups["pre"] or groups["wk"]) or text.endswith(" ngày ", 0, found.start())
        return led or groups["wd"][4:5].isupper() or groups["wd"][:1] in "Cc"
    if rule == "weekday" and column == "id" and _in_name(text, found):
        return False
    if rule == "month" and column == "en":
        words = found[0].strip().split()
        return len(words) > 1 or bool(groups["y"] or groups["third"])
    if rule == "month" and column == "id":
        return len(groups["m"]) > 3 or (
            groups["m"] in ("Mei", "Mac", "Jun") and (bool(groups["y"]) or len(found[0]) > 4)
        )
    if rule == "distance":
        return bool(groups["first"] or groups["dir"])
    return True


_DAY_NAMED = re.compile(r"\s+(?:[Tt]hứ|[Cc]hủ nhật|\d)")
"""Behind "cũng trong ngày" when the day follows: "cũng trong ngày thứ bảy"."""
_ORDINAL = re.compile(
    r"\s+(?:liên tiếp|liền|của|trong|kể từ|giao tranh|giao chiến|chiến sự|chiến dịch|cuộc|đợt|xung đột|biểu tình"
    r"|bạo loạn|ngừng bắn|bao vây|không kích)\b"
)
"""Behind "thứ ba" where it means the third."""


def _in_name(text: str, found: re.Match[str]) -> bool:
    """Whether a weekday is part of a person's name ("Gubernur Khamis Abakar"): capitals on both sides."""
    before = text[max(0, found.start() - 24) : found.start()].rsplit(None, 1)
    after = text[found.end() : found.end() + 2]
    return (
        len(before) == 2
        and before[1][:1].isupper()
        and after[:1] == " "
        and after[1:].isupper()
        and "." not in before[1]
    )


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
    if pre.lower().split()[-1:] and pre.lower().split()[-1] in _SURE_LEADS:
        return groups["sep"] == "/" and groups["fraction"] is None
    return bool(pre)
