"""Numbers in words and digits: "hai mươi ba", "1.200", "dua belas", "dozens of", "2,5 triệu"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from dropwire.extract.vocabulary.languages import COLUMN, COLUMNS
from dropwire.extract.vocabulary.matcher import variants
from dropwire.extract.vocabulary.tables import read_table

_KINDS = ("unit", "start", "teen", "ten", "hundred", "scale", "vague", "link")
_DIGITS = re.compile(r"\d\d*(?:[.,]\d+)*(?![\d/])")
_UPPER = re.compile(r"(?<![\w.,/-])\d{1,5}-$")
"""What stands before the upper end of a range: "5-7"."""
_INSIDE = frozenset("._,/-")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


class Number(NamedTuple):
    """A quantity in the text: one value, or a vague one from `low` to `high`."""

    start: int
    end: int
    low: float
    high: float
    words: bool
    """Written in words."""


class _Word(NamedTuple):
    kind: str
    value: float
    high: float


class _Token(NamedTuple):
    start: int
    end: int
    word: _Word
    digits: bool


class Numbers:
    """The number words of all languages."""

    def __init__(self, folder: Path) -> None:
        """Read numbers.tsv.

        Raises:
            ConfigError: the lexicon is wrong; the message names file and line.
        """
        words: dict[str, dict[str, _Word]] = {column: {} for column in COLUMNS}
        for row in read_table(
            folder / "numbers.tsv", ("kind",), ("value", "high", *COLUMNS, "example", "counter_example")
        ):
            value = row.number("value") or 0.0
            word = _Word(row.choice("kind", _KINDS), value, row.number("high") or value)
            for lang, table in words.items():
                table.update((spelling, word) for alias in row.many(lang) for spelling in variants(alias))
        self._words = {lang: list(table.values()) for lang, table in words.items()}
        self._small = {
            lang: [w for w, word in table.items() if word.kind in ("unit", "start", "teen", "ten") and word.value]
            for lang, table in words.items()
        }
        self._automata = {
            lang: AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest, store_patterns=False)
            for lang, table in words.items()
        }

    def small(self, lang: str) -> list[str]:
        """The words that numbers below a hundred are made of."""
        return self._small[COLUMN.get(lang, "en")]

    def small_value(self, words: str, lang: str) -> int | None:
        """The value of a number as dates write it: digits, words of `small`, or the word for a single one."""
        if words.lower() in ("a", "an", "the", "se", ""):
            return 1
        found = self.find(words, lang)
        return int(found[0].low) if len(found) == 1 else None

    def find(self, text: str, lang: str) -> list[Number]:
        """The numbers of a text, in order. Dates and decimals of measures are among them: callers look around."""
        tokens = sorted([*self._word_tokens(text, COLUMN.get(lang, "en")), *_digit_tokens(text, lang)])
        numbers = []
        i = 0
        while i < len(tokens):
            group = [tokens[i]]
            while i + 1 < len(tokens) and _continues(text, group, tokens[i + 1], tokens[i + 2 : i + 3]):
                i += 1
                group.append(tokens[i])
            i += 1
            if group[-1].word.kind == "link":
                group.pop()
            if group and group[0].word.kind not in ("link", "teen"):
                numbers.append(_value(group))
        return numbers

    def _word_tokens(self, text: str, column: str) -> Iterator[_Token]:
        words = self._words[column]
        for index, start, end in self._automata[column].find_matches_as_indexes(text):
            if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
                yield _Token(start, end, words[index], False)


def _digit_tokens(text: str, lang: str) -> Iterator[_Token]:
    for found in _DIGITS.finditer(text):
        digits = found[0]
        before = text[found.start() - 1 : found.start()]
        if (before.isalnum() or before in _INSIDE) and not _UPPER.search(
            text, max(0, found.start() - 7), found.start()
        ):
            continue
        if len(digits) > 4 and _THOUSANDS.fullmatch(digits):
            value = float(re.sub(r"[.,]", "", digits))
        elif digits.count(".") + digits.count(",") > 1:
            continue
        else:
            value = float(digits.replace(",", "."))
        yield _Token(found.start(), found.end(), _Word("unit", value, value), True)


def _continues(text: str, group: list[_Token], token: _Token, after: list[_Token]) -> bool:
    """Whether a token goes on with the number before it."""
    last = group[-1]
    gap = text[last.end : token.start]
    if token.digits or (gap != " " and (gap != "-" or last.digits)):
        return False
    before, kind = last.word, token.word.kind
    if group[0].word.kind == "link":
        return False
    multiplies = bool(after) and after[0].word.kind in ("ten", "hundred", "scale")
    if before.kind == "vague":
        return kind == "scale"
    if kind in ("ten", "hundred", "scale", "teen"):
        return kind != "teen" or before.value < 10
    if kind == "link":
        return (
            before.kind in ("hundred", "scale")
            and bool(after)
            and after[0].word.kind in ("unit", "start")
            and not last.digits
        )
    if kind == "start":
        return before.kind == "link" or (before.kind in ("hundred", "scale") and multiplies)
    if kind != "unit" or last.digits:
        return False
    if before.kind in ("ten", "hundred", "scale", "link"):
        return True
    return before.kind == "unit" and token.word.value < 10 <= before.value < 100 and before.value % 10 == 0


def _value(group: list[_Token]) -> Number:
    start, end = group[0].start, group[-1].end
    words = not group[0].digits
    if group[0].word.kind == "vague":
        factor = 1.0
        for token in group[1:]:
            factor *= token.word.value
        return Number(start, end, group[0].word.value * factor, group[0].word.high * factor, words)
    total = base = pending = 0.0
    for token in group:
        kind, value = token.word.kind, token.word.value
        if kind in ("unit", "start", "teen"):
            pending += value
        elif kind in ("ten", "hundred"):
            base += (pending or 1) * value
            pending = 0.0
        elif kind == "scale":
            total += (base + pending or 1) * value
            base = pending = 0.0
    number = total + base + pending
    return Number(start, end, number, number, words)
