"""Bytes as they come in: chunks, gzip and zstd, and the guard against archive bombs.

Every layer is an iterator of chunks, so that a file of any size passes in bounded memory. What goes wrong below
(a truncated gzip, say) surfaces as `BadItem` where the good bytes end, never before them.
"""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

import zstandard

from dropwire.errors import BadItem
from dropwire.read.settings import MIB, ReadSettings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 64 * 1024
HEAD = 64 * 1024
GZIP_PIECE = 16 * 1024
"""Packed bytes fed at a time: deflate gives at most 1,032 times that."""
ZSTD_PIECE = 512
"""One zstd block of 4 bytes gives up to 128 KiB, so pieces must be small to keep the output of each bounded."""
ZSTD_WINDOW = 64 * MIB


class Meter:
    """Chunks of a binary file, counted."""

    def __init__(self, data: BinaryIO) -> None:
        self._data = data
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._data.read(CHUNK):
            self.count += len(chunk)
            yield chunk


class Budget:
    """What may still come out of a packed file.

    Raises:
        BadItem: `archive_bomb` or `archive_too_large`.
    """

    def __init__(self, settings: ReadSettings, packed: Callable[[], int]) -> None:
        self._settings = settings
        self._packed = packed
        self._spent = 0

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks, as long as the budget lasts."""
        for chunk in chunks:
            self._spent += len(chunk)
            packed = max(1, self._packed())
            if self._spent > MIB and self._spent > self._settings.max_ratio * packed:
                raise BadItem("read", "archive_bomb", f"more than {self._settings.max_ratio} times its packed size")
            if self._spent > self._settings.max_unpacked_bytes:
                limit = self._settings.max_unpacked_bytes
                raise BadItem("read", "archive_too_large", f"unpacks to more than {limit:,} bytes")
            yield chunk


def gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpacks gzip, any number of members, zero padding allowed."""
    inflate, within = zlib.decompressobj(31), False
    for piece in _pieces(chunks, GZIP_PIECE):
        while piece:
            within = within or bool(piece.strip(b"\0"))
            if not within:
                break
            try:
                out = inflate.decompress(piece)
            except zlib.error as error:
                raise BadItem("read", "gzip_damaged", f"the gzip data is damaged ({error})") from None
            if out:
                yield out
            piece = b""
            if inflate.eof:
                piece, inflate, within = inflate.unused_data, zlib.decompressobj(31), False
    if within:
        raise BadItem("read", "gzip_truncated", "the gzip data ends before its end mark")


def unzstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpacks zstd, any number of frames."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    frame, within = unpacker.decompressobj(), False
    for piece in _pieces(chunks, ZSTD_PIECE):
        while piece:
            within = True
            try:
                out = frame.decompress(piece)
            except zstandard.ZstdError as error:
                raise BadItem("read", "zstd_damaged", f"the zstd data is damaged ({error})") from None
            if out:
                yield out
            piece = b""
            if frame.eof:
                piece, frame, within = frame.unused_data, unpacker.decompressobj(), False
    if within:
        raise BadItem("read", "zstd_truncated", "the zstd data ends before its end mark")


def _pieces(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), size):
            yield chunk[start : start + size]


def peek(chunks: Iterable[bytes], size: int = HEAD) -> tuple[bytes, Iterator[bytes]]:
    """The first `size` bytes, and all chunks again. A failure among them is raised after the bytes before it,
    here when there are none."""
    rest = iter(chunks)
    head = bytearray()
    failure: BadItem | None = None
    try:
        while len(head) < size:
            head += next(rest)
    except StopIteration:
        pass
    except BadItem as bad:
        if not head:
            raise
        failure = bad

    def again() -> Iterator[bytes]:
        yield bytes(head)
        if failure:
            raise failure
        yield from rest

    return bytes(head[:size]), again()


def read_all(chunks: Iterable[bytes], limit: int) -> bytes:
    """All chunks as one.

    Raises:
        BadItem: `too_large`, more than `limit` bytes.
    """
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            raise BadItem("read", "too_large", f"one article of more than {limit:,} bytes")
    return bytes(data)


def transcode(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """UTF-16 or UTF-32 as UTF-8."""
    for text in codecs.iterdecode(chunks, encoding, "replace"):
        yield text.removeprefix("\ufeff").encode("utf-8", "replace")


class ChunkStream(io.RawIOBase):
    """A file object over chunks whose reads may be short, so that none is lost to a failure of the next."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fills the buffer from one chunk; 0 at the end."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        target = memoryview(buffer)
        size = min(len(target), len(self._left))
        target[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def open_stream(chunks: Iterable[bytes]) -> io.BufferedReader:
    """A buffered file object over chunks, for reading lines."""
    return io.BufferedReader(ChunkStream(chunks), CHUNK)


def read_lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1 and their ends; None in place of a line of more than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
            pass
        yield number, None
