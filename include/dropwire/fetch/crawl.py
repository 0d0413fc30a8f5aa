"""Many addresses, each asked for in its host's turn: robots.txt, redirects, retries, and when to give up."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from dropwire.fetch.client import Answer, Client, Unanswered, Unwanted
from dropwire.fetch.pace import Host, Turns
from dropwire.fetch.robots import Robots, robots_of, robots_url
from dropwire.fetch.settings import FetchRules

Kind = Literal["fetched", "unchanged", "gone", "refused", "waiting"]
"""`waiting` is worth another try in a later run, `gone` and `refused` are not."""

_ROBOTS_HOPS = 5


@dataclass(frozen=True, slots=True)
class Job:
    """An address to ask for, and what we have of it."""

    url: str
    key: str = ""
    """Its canonical form, by which it is known."""
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    most: int | None = None
    """Bytes taken, where it is not the usual cap."""

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for what has changed only."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job."""

    job: Job
    kind: Kind
    reason: str = ""
    answer: Answer | None = None
    via: tuple[str, ...] = ()
    """Addresses that led to the answer's."""
    retry_after: float | None = None
    """Seconds before which it makes no sense to ask again."""
    down: bool = False
    """The host, not the page, is the trouble."""


@dataclass(frozen=True, slots=True)
class _Work:
    job: Job
    url: str
    attempt: int = 1
    via: tuple[str, ...] = ()


class Crawl:
    """Jobs in, outcomes out, in whatever order they come; jobs may be added while the outcomes are read, and after."""

    def __init__(self, client: Client, rules: FetchRules, allowed: Callable[[str], bool]) -> None:
        self._client = client
        self._limits = client.limits
        self._rules = rules
        self._allowed = allowed
        self._turns: Turns[_Work] = Turns(1 / rules.per_second)
        self._robots: dict[str, Robots | None] = {}
        self._seen: set[str] = set()
        self._lock = threading.Lock()
        self._results: queue.Queue[Outcome | BaseException] = queue.Queue(2 * self._limits.threads)
        self._pending = 0
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Crawl:
        return self

    def __exit__(self, *_: object) -> None:
        self._turns.close()
        latest = time.monotonic() + self._limits.total_seconds
        while any(thread.is_alive() for thread in self._threads) and time.monotonic() < latest:
            with suppress(queue.Empty):  # a thread may be waiting to hand over what no one will read any more
                self._results.get(timeout=0.05)

    def know(self, urls: Iterable[str]) -> None:
        """Addresses that need not be asked for when others lead to them."""
        self._seen.update(urls)

    def add(self, job: Job) -> None:
        """Ask for this, too."""
        self._pending += 1
        self._put(_Work(job, job.url))

    def __iter__(self) -> Iterator[Outcome]:
        while len(self._threads) < self._limits.threads:
            thread = threading.Thread(target=self._work, name=f"fetch-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        while self._pending:
            result = self._results.get()
            if isinstance(result, BaseException):
                raise result
            self._pending -= 1
            yield result

    def _put(self, work: _Work, wait: float = 0.0, first: bool = False) -> None:
        self._turns.put(urlsplit(work.url).hostname or "", work, wait=wait, first=first)

    def _work(self) -> None:
        while (turn := self._turns.take()) is not None:
            host, work = turn
            sent: float | None = None
            try:
                sent = self._turn(host, work)
            except BaseException as error:  # noqa: BLE001 - raised again where the outcomes are read
                self._results.put(error)
                return
            finally:
                self._turns.done(host, sent=sent)

    def _turn(self, host: Host[_Work], work: _Work) -> float | None:
        """Use a host's turn for a piece of work; returns when the request went out, if one did."""
        if host.failures >= self._limits.host_failures:
            self._give(work, "waiting", f"{host.name} does not answer; left alone for this run", down=True)
            return None
        origin = robots_url(work.url)
        with self._lock:
            robots, known = self._robots.get(origin), origin in self._robots
            self._robots.setdefault(origin, None)
        if not known:
            return self._ask_robots(host, work, origin)
        if robots is None:  # another thread is asking
            self._put(work, wait=0.2)
        elif robots.unreachable:
            self._give(work, "waiting", robots.unreachable, down=True)
        elif not robots.allows(work.url, self._limits.name):
            self._give(work, "refused", "robots.txt forbids it")
        elif self._is_first(work):
            return self._ask(host, work)
        return None

    def _is_first(self, work: _Work) -> bool:
        """Whether nobody has asked for this address yet; gives the work out otherwise."""
        if work.attempt > 1:
            return True
        with self._lock:
            if work.url not in self._seen:
                self._seen.add(work.url)
                return True
        self._give(work, "unchanged", f"the same page as another: {work.url}")
        return False

    def _ask_robots(self, host: Host[_Work], work: _Work, origin: str) -> float:
        sent, url = time.monotonic(), origin
        robots = Robots(unreachable="its robots.txt redirects without end")
        try:
            for _ in range(_ROBOTS_HOPS + 1):
                answer = self._client.get(url)
                if answer.redirect is None:
                    robots = robots_of(answer, self._limits.name)
                    break
                url = answer.redirect
        except Unanswered as error:
            robots = Robots(unreachable=f"its robots.txt cannot be had: {error}")
        except Unwanted as error:
            robots = Robots(unreachable=f"its robots.txt cannot be had: {error}")
        with self._lock:
            self._robots[origin] = robots
        self._turns.pace(host, self._rules.at_once, min(robots.delay, self._rules.crawl_delay_cap))
        self._put(work, first=True)
        return sent

    def _ask(self, host: Host[_Work], work: _Work) -> float:
        sent = time.monotonic()
        try:
            answer = self._client.get(work.url, work.job.conditions if not work.via else None, work.job.most)
        except Unanswered as error:
            host.failures += 1
            self._again(host, work, str(error), None)
            return sent
        except Unwanted as error:
            self._give(work, "refused", str(error))
            return sent
        if answer.status >= 500 or answer.status in (408, 425, 429):
            host.failures += answer.status >= 500
            self._again(host, work, f"it answers {answer.status}", answer)
            return sent
        host.failures = 0
        if answer.redirect is not None:
            self._follow(work, answer.redirect)
        elif answer.status == 304:
            self._give(work, "unchanged", "not modified", answer)
        elif answer.status == 200:
            self._give(work, "fetched", "", answer)
        else:
            self._give(work, "gone", f"it answers {answer.status}", answer)
        return sent

    def _follow(self, work: _Work, target: str) -> None:
        chain = (*work.via, work.url)
        if target in chain:
            self._give(work, "refused", f"redirects in a circle: {target}")
        elif len(chain) > self._limits.max_redirects:
            self._give(work, "refused", f"more than {self._limits.max_redirects} redirects")
        elif not self._allowed(target):
            self._give(work, "refused", f"redirects to another site: {target}")
        else:
            self._put(replace(work, url=target, via=chain, attempt=1), first=True)

    def _again(self, host: Host[_Work], work: _Work, reason: str, answer: Answer | None) -> None:
        """Another attempt, when there is one left and the server does not ask for more patience than we have."""
        asked = answer.retry_after if answer else None
        wait = self._limits.backoff_seconds * 2 ** (work.attempt - 1) * random.uniform(0.5, 1.5)
        if asked is not None:
            wait = max(wait, asked)
            self._turns.rest(host, min(asked, self._limits.longest_wait))
        down = answer is None or answer.status != 404
        if host.failures >= self._limits.host_failures:
            self._give(work, "waiting", reason, answer, retry_after=asked, down=down)
            for left in self._turns.abandon(host):
                self._give(left, "waiting", f"{host.name} does not answer ({reason})", down=True)
        elif asked is not None and asked > self._limits.longest_wait:
            self._give(
                work, "waiting", f"{reason} and asks to wait {asked:.0f} s", answer, retry_after=asked, down=down
            )
            for left in self._turns.abandon(host):
                self._give(left, "waiting", f"{host.name} asks to wait {asked:.0f} s", retry_after=asked, down=True)
        elif work.attempt >= self._limits.attempts:
            self._give(work, "waiting", f"{reason}, {work.attempt} times", answer, retry_after=asked, down=down)
        else:
            self._put(replace(work, attempt=work.attempt + 1), wait=wait)

    def _give(
        self, work: _Work, kind: Kind, reason: str, answer: Answer | None = None,
        *, retry_after: float | None = None, down: bool = False,
    ) -> None:  # fmt: skip
        self._results.put(Outcome(work.job, kind, reason, answer, work.via, retry_after, down))
