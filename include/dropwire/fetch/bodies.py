"""Bodies as they come over the wire, unpacked up to a cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli
import zstandard

STEP = 1 << 16
_MAGIC = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
MOST_ENCODINGS = 3


class BadBody(Exception):
    """The body is not what its headers say."""


class TooLarge(BadBody):
    """The body goes on beyond the cap."""


class _Decoder(Protocol):
    def __call__(self, data: bytes) -> Iterator[bytes]: ...


def unpacked(body: bytes, encodings: str, cap: int) -> bytes:
    """The content of a body whose `Content-Encoding` is given.

    Servers that name an encoding and send plain text are taken at their bytes.

    Raises:
        TooLarge: more than `cap` bytes come out; no more than that was unpacked.
        BadBody: unknown encoding, damaged or cut.
    """
    names = [name for part in encodings.lower().split(",") if (name := part.strip()) and name != "identity"]
    if len(names) > MOST_ENCODINGS:
        raise BadBody(f"packed {len(names)} times")
    for name in reversed(names):
        if _is_plain(body, name):
            continue
        body = _collected(_decoder(name)(body), cap)
    return body


def _collected(parts: Iterator[bytes], cap: int) -> bytes:
    out = bytearray()
    for part in parts:
        out += part
        if len(out) > cap:
            raise TooLarge(f"it unpacks to more than {cap:,} bytes")
    return bytes(out)


def _is_plain(body: bytes, name: str) -> bool:
    magic = _MAGIC.get(name.removeprefix("x-"))
    if magic and not body.startswith(magic):
        return True
    return name in ("br", "deflate") and body.lstrip()[:1] in (b"<", b"{") and b"\0" not in body[:512]


def _decoder(name: str) -> _Decoder:
    known: dict[str, _Decoder] = {
        "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
    }  # fmt: skip
    if name not in known:
        raise BadBody(f"packed by {name[:40]}, which was not asked for")
    return known[name]


def _gzip(data: bytes) -> Iterator[bytes]:
    while data.startswith(_MAGIC["gzip"]):
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        yield from _inflated(unpacker, data)
        data = unpacker.unused_data


def _deflate(data: bytes) -> Iterator[bytes]:
    try:
        zlib.decompressobj().decompress(data[:2], 1)
        window = zlib.MAX_WBITS
    except zlib.error:
        window = -zlib.MAX_WBITS  # many servers leave out zlib's frame
    yield from _inflated(zlib.decompressobj(window), data)


def _inflated(unpacker: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    try:
        while not unpacker.eof:
            part = unpacker.decompress(data, STEP)
            data = unpacker.unconsumed_tail
            if not part and not data and not unpacker.eof:
                raise BadBody("the packed body is cut")
            yield part
    except zlib.error as error:
        raise BadBody(f"the packed body is damaged ({error})") from None


def _brotli(data: bytes) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    try:
        yield unpacker.process(data, output_buffer_limit=STEP)
        while not unpacker.is_finished():
            part = unpacker.process(b"", output_buffer_limit=STEP)
            if not part and unpacker.can_accept_more_data():
                raise BadBody("the packed body is cut")
            yield part
    except brotli.error as error:
        raise BadBody(f"the packed body is damaged ({error})") from None


def _zstd(data: bytes) -> Iterator[bytes]:
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 23).stream_reader(data, read_across_frames=True) as stream:
            while part := stream.read(STEP):
                yield part
    except zstandard.ZstdError as error:
        raise BadBody(f"the packed body is damaged ({error})") from None
