"""A web of our own: many sites on this machine's loopback addresses, whose log is the judge of every fetch."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

PAGE = (
    "<!doctype html><html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
)


@dataclass(slots=True)
class Seen:
    """A request as the server saw it."""

    at: float
    host: str
    path: str
    headers: dict[str, str]
    status: int = 0
    whole: bool = False
    """The answer was sent to its end."""


@dataclass(slots=True)
class Reply:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: Callable[[], AsyncIterator[bytes]] | None = None
    """Sent as it comes, instead of the body; the connection is closed behind it."""
    raw: bool = False
    """The stream is the whole answer, status line and all."""
    after: float = 0.0


Handler = Callable[[Seen], Reply]


def html(text: str = "Tin", title: str = "Tin nhanh", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(body=PAGE.format(title, text).encode(), headers={"Content-Type": "text/html; charset=utf-8", **named})


class Sites:
    """The server, in a thread of its own. `sites[host, path] = reply or function`; a missing path is 404."""

    def __init__(self, addresses: int = 1, ssl: object = None) -> None:
        self.addresses = [f"127.0.0.{number}" for number in range(1, addresses + 1)]
        self.pages: dict[tuple[str, str], Reply | Handler] = {}
        self.default: Handler = lambda seen: Reply(404)
        self.log: list[Seen] = []
        self.port = 0
        self._ssl = ssl
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Sites:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def __setitem__(self, place: str | tuple[str, str], reply: Reply | Handler) -> None:
        host, path = place if isinstance(place, tuple) else (self.addresses[0], place)
        self.pages[host, path] = reply

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http{'s' if self._ssl else ''}://{host}:{self.port}{path}"

    def asked(self, path: str | None = None, host: str | None = None) -> list[Seen]:
        return [s for s in self.log if path in (None, s.path) and host in (None, s.host)]

    def counts(self) -> Counter[str]:
        """How often each page was asked for."""
        return Counter(s.host + s.path for s in self.log if s.path != "/robots.txt")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)

        async def start() -> None:
            first = await asyncio.start_server(self._serve, self.addresses[0], 0, ssl=self._ssl, backlog=512)
            self.port = first.sockets[0].getsockname()[1]
            for address in self.addresses[1:]:
                await asyncio.start_server(self._serve, address, self.port, ssl=self._ssl, backlog=512)
            self._ready.set()

        self._loop.run_until_complete(start())
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        with contextlib.suppress(RuntimeError):
            self._loop.run_until_complete(asyncio.sleep(0))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError, asyncio.CancelledError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                if not await self._answer(head.decode("latin-1"), writer):
                    break
        with contextlib.suppress(Exception):
            writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> bool:
        first, *lines = head.rstrip().split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        seen = Seen(time.monotonic(), headers.get("host", "").partition(":")[0], first.split(" ")[1], headers)
        self.log.append(seen)
        found = self.pages.get((seen.host, seen.path), self.default)
        reply = found if isinstance(found, Reply) else found(seen)
        seen.status = reply.status
        if reply.after:
            await asyncio.sleep(reply.after)
        stated = {name.lower(): value for name, value in reply.headers.items()}
        if reply.stream is None:
            stated.setdefault("content-length", str(len(reply.body)))
        else:
            stated.setdefault("connection", "close")
        if not reply.raw:
            lines = [f"HTTP/1.1 {reply.status} X", *(f"{name}: {value}" for name, value in stated.items())]
            writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")
        if reply.stream is not None:
            async for part in reply.stream():
                writer.write(part)
                await writer.drain()
        else:
            writer.write(reply.body)
            await writer.drain()
        seen.whole = True
        return stated.get("connection") != "close"


def shortest(moments: list[float]) -> float:
    """The shortest wait between two of them."""
    return min(later - earlier for earlier, later in pairwise(sorted(moments)))
