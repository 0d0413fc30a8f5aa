"""Capital and small letters of the Latin and Cyrillic alphabets, for the character classes of regular expressions.

In Unicode the capitals of Vietnamese stand among the small letters (`Đ`, `Ạ`), so that no range of it tells them apart.
And the syllables of Vietnamese, whose build tells a right reading of letters from a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

_LETTERS = [chr(code) for code in chain(range(0x41, 0x530), range(0x1E00, 0x1F00))]

UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
LOWER = "".join(letter for letter in _LETTERS if letter.islower())

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|ie[u]|o[aeio]|oa[iy]|oeo|u[aeioy]|uo[iu]|uy[aeu]|uye|uay|ye|yeu|oo)"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 4


def vietnamese_share(text: str) -> float:
    """Share of the words with marked letters that are Vietnamese syllables; 0 when there are too few to tell."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    if len(words) < _ENOUGH_WORDS:
        return 0.0
    return sum(map(is_syllable, words)) / len(words)


@cache
def is_syllable(word: str) -> bool:
    """Whether a word is built as Vietnamese syllables are, with one tone at most, in one case."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    return len(_TONES.findall(parts)) <= 1 and bool(_SYLLABLE.fullmatch(_MARKS.sub("", parts).replace("đ", "d")))
