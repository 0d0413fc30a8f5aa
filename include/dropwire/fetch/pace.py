"""Whose turn it is: no host gets requests faster or more at once than allowed, and no thread waits for one host."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Work = TypeVar("Work")


@dataclass(slots=True)
class Host(Generic[Work]):
    """What waits for one host."""

    name: str
    interval: float
    at_once: int
    queue: deque[Work] = field(default_factory=deque)
    next_at: float = 0.0
    under_way: int = 0
    scheduled: bool = False
    failures: int = 0
    """In a row."""


class Turns(Generic[Work]):
    """Hands out work, each host's in its pace. Safe for many threads."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._hosts: dict[str, Host[Work]] = {}
        self._ready: list[tuple[float, int, Host[Work]]] = []
        self._later: list[tuple[float, int, Host[Work], Work]] = []
        self._numbers = itertools.count()
        self._closed = False
        self._changed = threading.Condition()

    def put(self, host: str, work: Work, *, wait: float = 0.0, first: bool = False) -> None:
        """Add work for a host, due after `wait` seconds."""
        with self._changed:
            place = self._host(host)
            if wait > 0:
                heapq.heappush(self._later, (time.monotonic() + wait, next(self._numbers), place, work))
            else:
                (place.queue.appendleft if first else place.queue.append)(work)
                self._schedule(place)
            self._changed.notify()

    def take(self) -> tuple[Host[Work], Work] | None:
        """The next work, waited for until it is due; None once closed."""
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                while self._later and self._later[0][0] <= now:
                    _, _, host, work = heapq.heappop(self._later)
                    host.queue.append(work)
                    self._schedule(host)
                if self._ready and self._ready[0][0] <= now:
                    host = heapq.heappop(self._ready)[2]
                    host.scheduled = False
                    if not host.queue or host.under_way >= host.at_once:
                        continue
                    if host.next_at > now:
                        self._schedule(host)
                        continue
                    return self._begin(host, now)
                due = [entry[0][0] for entry in (self._ready, self._later) if entry]
                self._changed.wait(max(0.0, min(due) - now) if due else None)
        return None

    def done(self, host: Host[Work], *, sent: float | None = None) -> None:
        """A request of this host has ended. `sent` is when it really went out, on the monotonic clock."""
        with self._changed:
            host.under_way -= 1
            if sent is not None:
                host.next_at = max(host.next_at, sent + host.interval)
            self._schedule(host)
            self._changed.notify()

    def rest(self, host: Host[Work], seconds: float) -> None:
        """No further request to this host for a while."""
        with self._changed:
            host.next_at = max(host.next_at, time.monotonic() + seconds)

    def pace(self, host: Host[Work], at_once: int, delay: float) -> None:
        """So many requests of this host at once; one where it asks for a longer wait between two than ours."""
        with self._changed:
            host.interval = max(self._interval, delay)
            host.at_once = 1 if delay > self._interval else at_once
            host.next_at = max(host.next_at, time.monotonic() + host.interval)
            self._schedule(host)
            self._changed.notify_all()

    def abandon(self, host: Host[Work]) -> list[Work]:
        """Take away what still waits for a host, and return it."""
        with self._changed:
            left = [*host.queue, *(entry[3] for entry in self._later if entry[2] is host)]
            host.queue.clear()
            self._later = [entry for entry in self._later if entry[2] is not host]
            heapq.heapify(self._later)
            return left

    def close(self) -> None:
        """Hand out nothing more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _host(self, name: str) -> Host[Work]:
        if name not in self._hosts:
            self._hosts[name] = Host(name, self._interval, 1)  # robots.txt first, alone
        return self._hosts[name]

    def _begin(self, host: Host[Work], now: float) -> tuple[Host[Work], Work]:
        work = host.queue.popleft()
        host.under_way += 1
        host.next_at = now + host.interval
        self._schedule(host)
        return host, work

    def _schedule(self, host: Host[Work]) -> None:
        if host.queue and not host.scheduled and host.under_way < host.at_once:
            host.scheduled = True
            heapq.heappush(self._ready, (host.next_at, next(self._numbers), host))
