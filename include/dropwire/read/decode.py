"""Bytes to text: which encoding they are in, and no character lost without a trace.

Order: byte order mark, UTF-16 by its NULs, UTF-8, what the file declares, legacy Vietnamese, windows-1258.
NULs and lone surrogates, which no database or JSON takes, become U+FFFD one for one, so offsets stay true.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dropwire.read.legacy import guess_vietnamese
from dropwire.read.mojibake import mend

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_LATIN_LABELS = frozenset({"ascii", "iso8859-1", "latin-1", "cp1252"})
_NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined"})
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,99}?encoding\s*=\s*["'])\s*([\w:.-]{2,40})""", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and what decoding assumed, such as `utf-8`, `tcvn3`, `utf-8 (damaged)`, `utf-8 (3 replaced)`."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decodes a document; never fails. `declared` is what a protocol said, else what the bytes say is used."""
    text, encoding = decode_as_is(data, declared)
    text, note = mend(text)
    text, replaced = storable(text)
    notes = [encoding, *([f"({note})"] if note else []), *([f"({replaced} replaced)"] if replaced else [])]
    return Decoded(text, " ".join(notes))


def storable(text: str) -> tuple[str, int]:
    """The text with NULs and lone surrogates replaced one for one, and their number."""
    if "\0" not in text:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            pass
        else:
            return text, 0
    return _UNSTORABLE.subn("\ufffd", text)


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by byte order mark or by where the NULs of its ASCII characters stand, else None."""
    for bom, encoding in _BOMS[1:]:
        if head.startswith(bom):
            return encoding
    even, odd = head[0:4096:2], head[1:4096:2]
    if len(odd) < 4 or b"\0" not in head[:4096]:
        return None
    if odd.count(0) * 5 > len(odd) and even.count(0) * 50 <= len(even):
        return "utf-16-le"
    if even.count(0) * 5 > len(even) and odd.count(0) * 50 <= len(odd):
        return "utf-16-be"
    return None


def declared_encoding(head: bytes) -> str | None:
    """The encoding a page or an XML file says it is in, as Python names it."""
    found = _DECLARED.search(head[:4096])
    return _python_name(found[1].decode("ascii")) if found else None


def _python_name(label: str) -> str | None:
    """The name of an encoding of text; Python also lists codecs for hashes, escapes and host names."""
    try:
        name = codecs.lookup(label.lower().removeprefix("x-")).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return name if name not in _NO_CHARSETS else None


def decode_as_is(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and its encoding, with double encoding and characters that cannot be stored left in."""
    if data.startswith(codecs.BOM_UTF8):
        return _utf8(data[3:]) or data[3:].decode("utf-8", "replace"), "utf-8-sig"
    if wide := wide_encoding(data):
        return data.decode(wide, "replace"), wide
    if (text := _utf8(data)) is not None:
        return text, "utf-8"
    name = (declared and _python_name(declared)) or declared_encoding(data)
    if name and name not in _LATIN_LABELS and name != "utf-8":
        try:
            return data.decode(name), name
        except UnicodeError:
            pass
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8 (damaged)"
    return guess_vietnamese(data) or _single_byte(data)


def _utf8(data: bytes) -> str | None:
    """Strict UTF-8, but surrogates written as three bytes each are read too."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether non-ASCII characters are UTF-8 but for a few damaged ones (a cut at the end, a stray byte)."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(text) - len(data.translate(None, _BEYOND_ASCII)) - damaged
    return sound >= 5 * damaged


def _single_byte(data: bytes) -> tuple[str, str]:
    """windows-1258, which shares most letters and all punctuation with windows-1252."""
    try:
        return data.decode("cp1258"), "cp1258"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("cp1258", "replace"), "cp1258 (damaged)"
