"""Finds where a JSON value ends without holding the file: the strings and brackets are followed, nothing is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{}]', re.S)
_DEPTH = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.S)
_BETWEEN = re.compile(rb"[\s,\x1e]*")
_SPACE = re.compile(rb"\s*")
_SCALAR = re.compile(rb"[^\s,\[\]{}\"]*")
_BOM = b"\xef\xbb\xbf"


class TruncatedError(Exception):
    """The file ends within a value; what there is of it stays in the scanner."""


class OversizeError(Exception):
    """A value is larger than the limit; what was read of it stays in the scanner."""


class Scanner:
    """A window on the file; `line` is the number of the line it starts in, from 1."""

    def __init__(self, chunks: Iterable[bytes], limit: int) -> None:
        self._chunks = iter(chunks)
        self._limit = limit
        self.window = bytearray()
        self.line = 1
        self._more()
        if self.window.startswith(_BOM):
            self.take(len(_BOM))

    def next_byte(self) -> bytes:
        """The first byte that is no white space or comma, empty at the end; what stands before it is passed."""
        while True:
            found = _BETWEEN.match(self.window)
            self.take(found.end() if found else 0)
            if self.window or not self._more():
                return bytes(self.window[:1])

    def after(self) -> bytes:
        """The first byte behind this one that is no white space; nothing is passed."""
        place = 1
        while True:
            found = _SPACE.match(self.window, place)
            place = found.end() if found else place
            if place < len(self.window) or not self._more():
                return bytes(self.window[place : place + 1])

    def take(self, size: int) -> bytes:
        """Passes the next bytes and returns them."""
        data = bytes(self.window[:size])
        self.line += data.count(b"\n")
        del self.window[:size]
        return data

    def back(self, data: bytes) -> None:
        """Puts bytes taken last back."""
        self.line -= data.count(b"\n")
        self.window[:0] = data

    def value(self, *, skip: bool = False) -> bytes | None:
        """The value that starts here; None for one larger than the limit, when such are to be skipped.

        Raises:
            TruncatedError: the file ends within it.
            OversizeError: it is larger than the limit and not to be skipped.
        """
        place, depth, inside, dropped = 0, 0, False, False
        while True:
            place, depth, inside, done = self._follow(place, depth, inside)
            if done:
                if place > self._limit and not skip:
                    raise OversizeError
                data = self.take(place)
                return None if dropped or len(data) > self._limit else data
            if len(self.window) > self._limit:
                if not skip:
                    raise OversizeError
                self.take(place)
                place, dropped = 0, True
            if not self._more():
                raise TruncatedError

    def _follow(self, place: int, depth: int, inside: bool) -> tuple[int, int, bool, bool]:
        """Follows the value from a place in the window to its end or as far as the window goes."""
        window = self.window
        if not depth and not inside and bytes(window[:1]) not in (b"{", b"[", b'"'):
            found = _SCALAR.match(window, place)
            end = found.end() if found else place
            return max(1, end), 0, False, end < len(window)
        if inside:
            found = _IN_STRING.match(window, place)
            place = found.end() if found else place
            if window[place : place + 1] != b'"':
                return place, depth, True, False
            place += 1
            if not depth:
                return place, 0, False, True
        for token in _TOKEN.finditer(window, place):
            if token[0] == b'"':  # a string that goes on behind the window
                return token.end(), depth, True, False
            depth += _DEPTH.get(token[0], 0)
            if depth <= 0:
                return token.end(), 0, False, True
        return len(window), depth, False, False

    def _more(self) -> bool:
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self.window += chunk
        return True
