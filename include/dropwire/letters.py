"""Capital and small letters of the Latin and Cyrillic alphabets, for the character classes of regular expressions.

In Unicode the capitals of Vietnamese stand among the small letters (`Đ`, `Ạ`), so that no range of it tells them apart.
"""

from __future__ import annotations

from itertools import chain

_LETTERS = [chr(code) for code in chain(range(0x41, 0x530), range(0x1E00, 0x1F00))]

UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
LOWER = "".join(letter for letter in _LETTERS if letter.islower())
