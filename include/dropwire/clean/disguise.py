"""Letters in disguise, undone: sites that copy stories change the letters so that neither filters nor owners find them.

Small capitals (`ᴄʜɪếɴ`), letters of other alphabets that look alike (`ƅắn`, `զᴜân`), marks through every letter
(`t̲ấn̲`), points within a word (`b.ắn`), and letters made bold or wide (`𝐭𝐢𝐧`). All but the last are done to Vietnamese,
and count as undone only when words come out that are built as Vietnamese syllables are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from dropwire.letters import is_syllable, vietnamese_share

Cut = tuple[int, int, str]
"""A stretch of the text that shows something else than itself, and what it shows."""

_ALIKE = {
    "ɑ": "a", "ɐ": "a", "α": "a", "а": "a", "ƅ": "b", "в": "b", "ь": "b", "с": "c", "ϲ": "c", "ԁ": "d", "ɛ": "e",
    "ε": "e", "е": "e", "є": "e", "ɡ": "g", "ց": "g", "һ": "h", "н": "h", "հ": "h", "ɩ": "i", "ι": "i", "і": "i",
    "ј": "j", "κ": "k", "к": "k", "ℓ": "l", "м": "m", "п": "n", "ո": "n", "ռ": "n", "ղ": "n", "η": "n", "ο": "o",
    "σ": "o", "о": "o", "օ": "o", "ρ": "p", "р": "p", "ք": "p", "ƿ": "p", "զ": "q", "ǫ": "q", "ԛ": "q", "г": "r",
    "ѕ": "s", "ꜱ": "s", "τ": "t", "т": "t", "ե": "t", "υ": "u", "ս": "u", "ν": "v", "ѵ": "v", "ѡ": "w", "ω": "w",
    "х": "x", "χ": "x", "у": "y", "γ": "y", "ყ": "y", "ᴆ": "đ", "ƌ": "đ",
    "А": "A", "Α": "A", "В": "B", "Β": "B", "С": "C", "Ԁ": "D", "Е": "E", "Ε": "E", "Н": "H", "Η": "H", "Һ": "H",
    "І": "I", "Ι": "I", "Ј": "J", "К": "K", "Κ": "K", "М": "M", "Μ": "M", "Ν": "N", "О": "O", "Ο": "O", "Օ": "O",
    "Р": "P", "Ρ": "P", "Ԛ": "Q", "Ѕ": "S", "Տ": "S", "Т": "T", "Τ": "T", "Ս": "U", "Ѵ": "V", "Ԝ": "W", "Х": "X",
    "Χ": "X", "Υ": "Y", "Ү": "Y", "Ζ": "Z", "Ð": "Đ", "Ɖ": "Đ",
}  # fmt: skip
"""Letters of the Greek, Cyrillic, Armenian and phonetic alphabets, and the Latin ones they are put for."""
_NAMED = re.compile(
    r"LATIN (CAPITAL|SMALL)? ?LETTER (?:SMALL CAPITAL |SCRIPT )?([A-Z])(?: WITH [A-Z ]*(?:HOOK|TAIL|STROKE))?"
)
"""Names of letters that are another with something to it, or a small capital (the Unicode Character Database)."""
_PHONETIC = (*range(0x180, 0x24F), *range(0x250, 0x2B0), *range(0x1D00, 0x1D80), *range(0xA720, 0xA800))
_VOWEL_MARKS = {"\u0311": "\u0302", "\u030c": "\u0306", "\u0313": "\u0309", "\u0340": "\u0300", "\u0341": "\u0301"}
"""Marks that look like one of Vietnamese."""
_OWN_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
_BLIND = "\u115f\u1160\u17b4\u17b5\u05bc\u3164\uffa0"
"""What shows nothing, or a point, and is no mark of Latin letters."""


def _letters() -> dict[str, str]:
    found = {}
    for letter in map(chr, _PHONETIC):
        named = _NAMED.fullmatch(unicodedata.name(letter, ""))
        if named and not unicodedata.decomposition(letter):
            found[letter] = named[2] if named[1] == "CAPITAL" else named[2].lower()
    for letter in map(chr, chain(range(0x200, 0x218), range(0x1CD, 0x1DD))):  # with inverted breves and carons
        parts = unicodedata.normalize("NFD", letter)
        if parts[1:2] in _VOWEL_MARKS:
            found[letter] = "".join(_VOWEL_MARKS.get(part, part) for part in parts)
    for letter in "άίόύ":  # Greek
        parts = unicodedata.normalize("NFD", letter)
        found[letter] = "".join(_ALIKE.get(part, part) for part in parts)
    return found | _ALIKE


_PLAIN = {
    **{mark: _VOWEL_MARKS.get(mark, "") for mark in map(chr, range(0x300, 0x370)) if mark not in _OWN_MARKS},
    **dict.fromkeys(_BLIND, ""),
    **_letters(),
}
"""What stands for what, in a text that is disguised."""
_TABLE = str.maketrans(_PLAIN)
_ODD = re.compile(f"[{''.join(_PLAIN)}]")
_STYLES = "\U0001d400-\U0001d7ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_STYLED = re.compile(f"[{_STYLES}]")
"""Letters and digits made bold, italic, wide: the same in any language."""
_ANY = re.compile(f"[{''.join(_PLAIN)}{_STYLES}]")
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
_POINT = re.compile(r"(?<=[^\s\d.·])[.·](?=[^\W\dA-Z_])")
_POINTED = re.compile(rf"(?<![\w./@-]){_LETTER}{{1,6}}(?:[.·]{_LETTER}{{1,6}}){{1,4}}(?![\w/@\u0300-\u036f-]|[.·]\w)")
_SHARE = 0.6


def find_disguised(text: str) -> Iterator[Cut]:
    """The letters of a text that stand for others, and marks and points that stand in a word for nothing."""
    if text.isascii():
        return
    if _ANY.search(text):
        yield from ((m.start(), m.end(), unicodedata.normalize("NFKC", m[0])) for m in _STYLED.finditer(text))
        yield from _alike(text)
    if _POINT.search(text):
        yield from _points(text)


def _alike(text: str) -> Iterator[Cut]:
    """What is put for other letters, where the words it stands in are Vietnamese without it."""
    odd = [token for token in _TOKEN.finditer(text) if _ODD.search(token[0])]
    if vietnamese_share(" ".join(_plain(token[0]) for token in odd)) < _SHARE:
        return
    for token in odd:
        if all(map(_LATIN.fullmatch, _WORD.findall(_plain(token[0])))):
            at = token.start()
            yield from ((at + m.start(), at + m.end(), _PLAIN[m[0]]) for m in _ODD.finditer(token[0]))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def _points(text: str) -> Iterator[Cut]:
    """Points within syllables; in words without an accent only where others have them."""
    found = []
    for match in _POINTED.finditer(text):
        parts = re.split("[.·]", _plain(match[0]))
        whole = "".join(parts)
        if is_syllable(whole) and len(whole) > 2 and not all(map(is_syllable, parts)) and parts[1][:1].islower():
            found.append((match, whole))
    if any(not whole.isascii() for _, whole in found):
        for match, _ in found:
            yield from ((match.start() + m.start(), match.start() + m.end(), "") for m in re.finditer("[.·]", match[0]))
