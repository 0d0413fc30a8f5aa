"""What a file is, told from its first bytes; the name is only a hint where content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

from dropwire.read.decode import decode_as_is
from dropwire.read.fields import FieldMap
from dropwire.read.tabular import delimiter_of

Packing = Literal["gzip", "zstd", "zip", "tar"]
Format = Literal["json_lines", "json", "feed", "warc", "table", "document", "unknown"]

_FOREIGN = {
    b"%PDF-": "PDF",
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"GIF8": "GIF image",
    b"RIFF": "RIFF media",
    b"\x7fELF": "program",
    b"MZ\x90": "program",
    b"\xd0\xcf\x11\xe0": "old Office document",
    b"PAR1": "Parquet",
    b"SQLite format 3\0": "SQLite database",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"OggS": "Ogg media",
    b"ID3": "MP3",
    b"wOF": "font",
    b"{\\rtf": "RTF document",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r")) + b"\x7f"
_RECORD = re.compile(r'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})')
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_PROLOG = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*", re.S | re.I)


def packing_of(head: bytes) -> Packing | None:
    """How the file is packed, None for a plain one."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"\x28\xb5\x2f\xfd") or (head[1:4] == b"\x2a\x4d\x18" and head[0] & 0xF0 == 0x50):
        return "zstd"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "tar" if head[257:262] == b"ustar" or _is_old_tar(head) else None


def _is_old_tar(head: bytes) -> bool:
    """A header without a mark is known by its checksum."""
    if len(head) < 512 or not head[0]:
        return False
    try:
        stated = int(head[148:156].strip(b" \0") or b"-", 8)
    except ValueError:
        return False
    return stated == sum(head[:148]) + 8 * 32 + sum(head[156:512])


def format_of(head: bytes, name: str, fields: FieldMap) -> tuple[Format, str]:
    """The format of an unpacked file, and for `unknown` what it seems to be."""
    if head.startswith(tuple(_FOREIGN)):
        return "unknown", next(what for magic, what in _FOREIGN.items() if head.startswith(magic))
    text = decode_as_is(head)[0].lstrip("\ufeff \t\r\n")
    if text.startswith("WARC/"):
        return "warc", ""
    if text.startswith("<") and _is_feed(text):
        return "feed", ""
    if kind := _json_kind(text, name):
        return kind, ""
    if _is_binary(text):
        return "unknown", "binary data"
    return ("table" if _is_table(text, name, fields) else "document"), ""


def _is_feed(text: str) -> bool:
    prolog = _PROLOG.match(text)
    return bool(prolog and _FEED.match(text, prolog.end()))


def _is_binary(text: str) -> bool:
    """More than a twentieth of the characters are controls or could not be decoded."""
    data = text[:4096].encode("utf-8", "replace")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return 20 * (controls + text.count("\ufffd", 0, 4096)) > len(text[:4096])


def _json_kind(text: str, name: str) -> Format | None:
    if not text.startswith(("[", "{")) and "\n{" not in text:
        return None
    if "{" not in text:
        return "json" if text[:1] == "[" and text[1:].strip() == "]" else None
    if text.startswith("[") and (text[1:].lstrip()[:1] == "]" or _RECORD.match(text[1:].lstrip())):
        return "json"
    lines = [line.strip() for line in text.splitlines()]
    if len(lines) > 1 and not text.endswith("\n"):
        lines.pop()  # may be cut by the size of the head
    lines = [line for line in lines if line]
    records = sum(bool(_RECORD.match(line)) and line.endswith("}") for line in lines)
    if records and 2 * records >= len(lines) and "\n" in text.strip():
        return "json_lines"
    if _RECORD.match(text):
        return "json_lines" if name.lower().endswith((".jsonl", ".ndjson")) else "json"
    return None


def _is_table(text: str, name: str, fields: FieldMap) -> bool:
    """A header that names a text column and a row below; by name alone, so that a missing header is told."""
    first, _, rest = text.partition("\n")
    delimiter = delimiter_of(first, fields)
    if delimiter and delimiter in rest:
        return True
    return name.lower().endswith((".csv", ".tsv"))
