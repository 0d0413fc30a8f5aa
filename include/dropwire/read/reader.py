"""Any drop to raw items: the format is detected by content, everything streams, nothing is lost silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import SEEK_END
from typing import BinaryIO, Literal

from dropwire.article import RawItem, Rejected
from dropwire.errors import BadItem, SourceDown
from dropwire.read.containers import Member, printable, seekable, tar_members, zip_members
from dropwire.read.decode import storable, wide_encoding
from dropwire.read.detect import format_of, packing_of
from dropwire.read.document import read_document
from dropwire.read.drafts import Draft, Found, refuse
from dropwire.read.feeds import read_feed
from dropwire.read.fields import FieldMap
from dropwire.read.jsonlines import read_json_lines
from dropwire.read.jsonvalues import read_json
from dropwire.read.settings import ReadSettings
from dropwire.read.streams import HEAD, Budget, Meter, gunzip, peek, transcode, unzstd
from dropwire.read.tabular import read_table
from dropwire.read.warc import read_warc

_UNPACK = {"gzip": gunzip, "zstd": unzstd}
_PACKED_NAME = re.compile(r"\.(?:gz|zst)$", re.I)
_REASON = 500
"""Characters of a reason; names and addresses in it may be of any length."""


def read(name: str, data: BinaryIO, sha256: str, settings: ReadSettings | None = None) -> Iterator[RawItem | Rejected]:
    """Every article in a drop, and every item that had to be refused, in their order.

    `name` is the drop's path relative to the inbox. Items are numbered from 0, refused ones too; `record` is None for
    a file that is one article and for a refusal of the file as a whole, which does not undo the items before it.

    Raises:
        SourceDown: the file could not be read on, a failing disk or store among the reasons.
    """
    index = 0
    try:
        for part in _unpacked(name, data, settings or ReadSettings()):
            if isinstance(part, BadItem):
                yield _rejected(name, sha256, index, part)
            else:
                meta = {key: storable(value)[0] for key, value in part.meta.items()}
                yield RawItem(name, sha256, None if part.alone else index, part.form, part.text, meta)
            index += 1
    except BadItem as bad:
        yield _rejected(name, sha256, None, bad)
    except OSError as error:
        raise SourceDown(f"{name} cannot be read: {error}") from error


def _rejected(name: str, sha256: str, record: int | None, bad: BadItem) -> Rejected:
    """Where there is nothing, there is nothing to put right either."""
    disposition: Literal["quarantined", "skipped"] = "skipped" if bad.rule == "empty" else "quarantined"
    return Rejected(name, sha256, record, "read", bad.rule, printable(bad.reason)[:_REASON], disposition)


def _unpacked(name: str, data: BinaryIO, settings: ReadSettings) -> Found:
    meter = Meter(data)
    head, chunks = peek(meter)
    if not head:
        raise refuse("empty", "the file is empty")
    packing = packing_of(head)
    if packing == "zip":
        whole = seekable(data, chunks)
        size = whole.seek(0, SEEK_END)
        yield from _from_members(name, zip_members(whole, size, settings), settings)
        return
    if packing in _UNPACK:
        budget = Budget(settings, lambda: meter.count)
        head, chunks = peek(budget.watch(_UNPACK[packing](chunks)))
        name, packing = _PACKED_NAME.sub("", name), packing_of(head)
        if packing in ("gzip", "zstd", "zip"):
            raise refuse("nested_archive", f"a {packing} file inside a packed file")
    if packing == "tar":
        yield from _from_members(name, tar_members(chunks, settings), settings)
    else:
        yield from _read_format(name, head, chunks, settings)


def _from_members(name: str, members: Iterator[Member | BadItem], settings: ReadSettings) -> Found:
    """The articles in an archive's members; what is wrong with one costs that one."""
    empty = True
    for member in members:
        empty = False
        if isinstance(member, BadItem):
            yield member
            continue
        try:
            head, chunks = peek(member.chunks)
            if packing := packing_of(head):
                raise refuse("nested_archive", f"a {packing} file inside an archive")
            for part in _read_format(f"{name}/{member.name}", head, chunks, settings):
                yield _of_member(part, member.name)
        except BadItem as bad:
            yield _of_member(bad, member.name)
    if empty:
        raise refuse("empty", "the archive holds no files")


def _of_member(part: Draft | BadItem, member: str) -> Draft | BadItem:
    if isinstance(part, BadItem):
        return part if member in part.reason else refuse(part.rule, f"member {member}: {part.reason}")
    return replace(part, alone=False, meta={**part.meta, "member": member})


def _read_format(name: str, head: bytes, chunks: Iterable[bytes], settings: ReadSettings) -> Found:
    empty = True
    for part in _parts(name, head, chunks, settings):
        empty = False
        yield part
    if empty:
        raise refuse("empty", "the file holds no articles")


def _parts(name: str, head: bytes, chunks: Iterable[bytes], settings: ReadSettings) -> Found:
    if len(head) < HEAD and not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise refuse("empty", "the file holds no text")
    fields = FieldMap(name, settings)
    kind, what = format_of(head, name, fields)
    if kind == "unknown":
        raise refuse("unknown_format", f"no format we read: {what}")
    if kind == "document":
        return read_document(chunks, settings)
    if wide := wide_encoding(head):
        head, chunks = peek(transcode(chunks, wide))
    if kind == "warc":
        return read_warc(chunks, settings)
    if kind == "feed":
        return read_feed(head, chunks, fields, settings)
    return {"json_lines": read_json_lines, "json": read_json, "table": read_table}[kind](chunks, fields, settings)
