"""Bytes once taken for windows-1252 and encoded again: UTF-8 and the old Vietnamese tables, undone where certain."""

from __future__ import annotations

import re

import ftfy
from ftfy.badness import is_bad

from dropwire.letters import vietnamese_share
from dropwire.read.legacy import guess_vietnamese

_CERTAIN = ftfy.TextFixerConfig(
    unescape_html=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False, fix_c1_controls=False
)
_SIGNS = (*"ÂÃÄÅÆÐÑØÙ", "á»", "áº", "â€")
"""What double encoding leaves of the languages we meet: quick looks before the regular expression."""
_ASCII = bytes(range(0x80))
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
"""A lead byte of UTF-8 and what follows it, both seen through windows-1252: a closer look before the thorough one."""
_ACCENTED = bytes(range(0xA8, 0x100))
_MARKED = 0.05
"""Share of characters beyond ASCII below which a text is not Vietnamese, whatever its table."""
_SAMPLE = 20_000
_ALREADY = 0.5
"""Share of Vietnamese syllables above which the text is taken as it is."""


def mend(text: str) -> tuple[str, str | None]:
    """The text without double encoding and a note on what was undone; None when nothing was."""
    if text.isascii():
        return text, None
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    signs = [sign for sign in _SIGNS if sign in beyond]
    if not any(map(text.__contains__, signs)) or not _SUSPECT.search(text) or not is_bad(text):
        return (text, None) if len(beyond) < _MARKED * len(text) else _mend_legacy(text)
    lines = text.splitlines(keepends=True)
    mended = [_mend_line(line) for line in lines]
    changed = sum(old != new for old, new in zip(lines, mended, strict=True))
    return "".join(mended), f"double encoding undone in {changed} of {len(lines)} lines" if changed else None


def _mend_line(line: str) -> str:
    if not is_bad(line):
        return line
    fixed = ftfy.fix_encoding(line, _CERTAIN)
    return line if is_bad(fixed) else fixed


def _mend_legacy(text: str) -> tuple[str, str | None]:
    """Vietnamese in Unicode has letters that windows-1252 lacks, so only what is left of old tables gets past it."""
    try:
        data = text.encode("cp1252")
    except UnicodeEncodeError:
        return text, None
    accented = len(data) - len(data.translate(None, _ACCENTED))
    if accented < _MARKED * len(data) or vietnamese_share(text[:_SAMPLE]) > _ALREADY:
        return text, None
    guess = guess_vietnamese(data)
    return (guess[0], f"{guess[1]} undone") if guess and guess[1] != "cp1258" else (text, None)
