"""Any drop to raw items: the format is detected by content, everything streams, nothing is lost silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dropwire.article import RawItem, Rejected
from dropwire.errors import BadItem
from dropwire.read.detect import format_of, packing_of
from dropwire.read.document import read_document
from dropwire.read.drafts import Found, refuse
from dropwire.read.fields import FieldMap
from dropwire.read.jsonlines import read_json_lines
from dropwire.read.settings import ReadSettings
from dropwire.read.streams import Budget, Meter, gunzip, peek, unzstd

_UNPACK = {"gzip": gunzip, "zstd": unzstd}


def read(name: str, data: BinaryIO, sha256: str, settings: ReadSettings | None = None) -> Iterator[RawItem | Rejected]:
    """Every article in a drop, and every item that had to be refused, in their order.

    `name` is the drop's path relative to the inbox. Items are numbered from 0, refused ones too; `record` is None for
    a file that is one article and for a refusal of the file as a whole, which does not undo the items before it.
    """
    index = 0
    try:
        for part in _unpacked(name, data, settings or ReadSettings()):
            if isinstance(part, BadItem):
                yield Rejected(name, sha256, index, "read", part.rule, part.reason)
            else:
                yield RawItem(name, sha256, None if part.alone else index, part.form, part.text, part.meta)
            index += 1
    except BadItem as bad:
        yield Rejected(name, sha256, None, "read", bad.rule, bad.reason)


def _unpacked(name: str, data: BinaryIO, settings: ReadSettings) -> Found:
    meter = Meter(data)
    head, chunks = peek(meter)
    if not head:
        raise refuse("empty", "the file is empty")
    packing = packing_of(head)
    if packing in _UNPACK:
        budget = Budget(settings, lambda: meter.count)
        head, chunks = peek(budget.watch(_UNPACK[packing](chunks)))
        name, packing = name.removesuffix(".gz").removesuffix(".zst"), packing_of(head)
        if packing in ("gzip", "zstd", "zip"):
            raise refuse("nested_archive", f"a {packing} file inside a packed file")
    yield from _read_format(name, head, chunks, settings)


def _read_format(name: str, head: bytes, chunks: Iterable[bytes], settings: ReadSettings) -> Found:
    if not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise refuse("empty", "the file holds no text")
    kind, what = format_of(head, name)
    fields = FieldMap(name, settings)
    if kind == "document":
        yield from read_document(chunks, settings)
    elif kind == "json_lines":
        yield from read_json_lines(chunks, fields, settings)
    else:
        raise refuse("unknown_format", f"no format we read: {what or kind}")
