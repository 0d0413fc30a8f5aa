"""A run of one source: what it lists, the pages that are new, and what came of them as drops in the inbox."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from psycopg2.extensions import connection
from upath import UPath

from dropwire.fetch.client import Answer, Client
from dropwire.fetch.crawl import Crawl, Job, Outcome
from dropwire.fetch.journal import Entry, Journal
from dropwire.fetch.listings import (
    MOST_BYTES,
    MOST_SITEMAPS,
    BadListing,
    Filter,
    Link,
    Listed,
    Request,
    parse,
    requests_for,
)
from dropwire.fetch.settings import FetchRules, Limits, Login
from dropwire.fetch.state import Account, State

log = logging.getLogger(__name__)

WAIT_FOR_OTHERS = 600.0
"""Seconds a run waits for another one of the same source."""
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_FORGOTTEN = 5_000
"""Entries after which the journal is delivered although its WARC file is not full."""

Progress = Callable[[Account, int], None]
"""Gets the account so far and how many pages the run is to ask for."""


@dataclass(frozen=True, slots=True)
class Site:
    """A source as it is fetched."""

    name: str
    domains: tuple[str, ...]
    rules: FetchRules


@dataclass(frozen=True, slots=True)
class Place:
    """Where things go."""

    inbox: UPath
    spool: Path
    """A folder of this machine for what is no drop yet; a run that resumes finds it there."""
    drop_bytes: int = 8_000_000
    """A drop is closed when it has so many, so that drops can be read side by side."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked for."""

    day: date
    run_id: str
    backfill: bool = False
    forced: bool = False
    """Also a source that is left alone for now."""


def fetch(
    conn: connection, site: Site, asked: Asked, place: Place, limits: Limits,
    login: Login | None = None, progress: Progress = lambda account, total: None,
) -> Account:  # fmt: skip
    """Fetch what a source has for a day; whatever came is in the inbox when this returns.

    Raises:
        SourceDown: inbox or spool cannot be written, or another run holds the source. A site that does not answer is
            told by the account.
    """
    state, account = State(conn, site.name), Account(site.name, asked.day)
    with state.alone(WAIT_FOR_OTHERS):
        fetch_id = state.begin(asked.day, asked.run_id)
        journal = Journal(place.spool, site.name, asked.day.isoformat(), limits.agent)
        client = Client(limits, (login,) if login else ())
        crawl = Crawl(client, site.rules, Filter(site.rules, site.domains).is_ours)
        run = _Run(state, site, asked, place, account, journal, crawl, progress)
        try:
            run.deliver()  # what a killed run left
            resting = None if asked.forced else state.resting()
            if resting:
                until, why = resting
                account.outcome, account.reason = "resting", f"left alone until {until:%Y-%m-%d %H:%M} UTC: {why}"
            else:
                with crawl:
                    run.list_links()
                    run.fetch_pages()
                run.judge()
        finally:
            journal.close()
            client.close()
            state.finish(fetch_id, account)
    return account


def preview(site: Site, day: date, limits: Limits, login: Login | None = None, *, backfill: bool = False) -> Preview:
    """What the listings of a source say now; nothing is stored."""
    client = Client(limits, (login,) if login else ())
    found = Preview()
    chosen = Filter(site.rules, site.domains)
    with closing(client), Crawl(client, site.rules, chosen.is_ours) as crawl:
        requests = {}
        for request in requests_for(site.rules, day, backfill=backfill):
            requests[request.url] = request
            crawl.add(Job(request.url, request.url, most=MOST_BYTES))
        for outcome in crawl:
            request = requests[outcome.job.key]
            try:
                listed = _read(outcome, request, day)
            except BadListing as error:
                found.listings.append((request, 0, 0, str(error)))
                continue
            links = [link for link in listed.links if chosen.is_article(link.url)]
            fresh = [link for link in links if link.url not in found.links]
            found.links.update({link.url: link for link in fresh})
            found.listings.append((request, len(listed.links), len(links), ""))
            for further in listed.further if fresh or request.form == "sitemap" else ():
                if further.url not in requests and len(requests) < MOST_SITEMAPS:
                    requests[further.url] = further
                    crawl.add(Job(further.url, further.url, most=MOST_BYTES))
        found.links.update({url: Link(url) for url in site.rules.urls})
    return found


class Preview:
    """What listings say."""

    def __init__(self) -> None:
        self.listings: list[tuple[Request, int, int, str]] = []
        """Listing, links in it, links that are articles, what is wrong with it."""
        self.links: dict[str, Link] = {}


def _read(outcome: Outcome, request: Request, day: date) -> Listed:
    if outcome.kind != "fetched" or outcome.answer is None:
        raise BadListing(outcome.reason)
    return parse(request, outcome.answer.body, outcome.answer.url, day)


class _Run:
    def __init__(
        self, state: State, site: Site, asked: Asked, place: Place, account: Account, journal: Journal, crawl: Crawl,
        progress: Progress,
    ) -> None:  # fmt: skip
        self._state, self._site, self._asked, self._place = state, site, asked, place
        self._account, self._journal, self._crawl, self._progress = account, journal, crawl, progress
        self._filter = Filter(site.rules, site.domains)
        self._form = hashlib.sha256(site.rules.model_dump_json().encode()).hexdigest()[:16]
        self._troubles: list[str] = []
        self._answered = self._same = 0

    def list_links(self) -> None:
        """Ask the listings, and enter what they list."""
        crawl = self._crawl
        requests: dict[str, Request] = {}

        def ask(request: Request) -> None:
            if request.url not in requests and len(requests) < MOST_SITEMAPS:
                requests[request.url] = request
                job = self._state.listing(request.url, self._form)
                crawl.add(Job(job.url, request.url, job.etag, job.last_modified, most=MOST_BYTES))

        for request in requests_for(self._site.rules, self._asked.day, backfill=self._asked.backfill):
            ask(request)
        for outcome in crawl:
            request = requests[outcome.job.key]
            if outcome.kind == "gone" and request.entry and request.page > request.entry.first_page:
                continue  # there is no further page
            self._answered += outcome.kind in ("fetched", "unchanged", "gone")
            try:
                new, further = self._keep(outcome, request)
            except BadListing as error:
                self._trouble(f"{request.url}: {error}", outcome)
                continue
            for one in further if new or request.form == "sitemap" else ():
                ask(one)
        if self._site.rules.urls and not self._asked.backfill:
            links = [Link(url) for url in self._site.rules.urls]
            self._account.listed += len(links)
            self._account.new += self._state.add(links, self._asked.day)

    def fetch_pages(self) -> None:
        """Ask for the pages that are due, and keep what comes."""
        rules = self._site.rules
        jobs = self._state.due(
            self._asked.day, backfill=self._asked.backfill, lookback=rules.lookback_days, revisit=rules.revisit_days,
            limit=rules.max_pages,
        )  # fmt: skip
        if not jobs:
            return
        self._crawl.know(self._state.seen())
        for job in jobs:
            self._crawl.add(job)
        self._progress(self._account, len(jobs))
        for outcome in self._crawl:
            checked = _checked(outcome)
            self._count(self._journal.add(checked))
            if outcome.kind == "waiting":
                self._trouble(f"{outcome.job.url}: {outcome.reason}" if not outcome.down else outcome.reason, outcome)
            if self._journal.size >= self._place.drop_bytes or len(self._journal.entries) >= _FORGOTTEN:
                self.deliver()
            self._progress(self._account, len(jobs))
        self.deliver()

    def deliver(self) -> None:
        """Make a drop of what the journal holds, enter it, and begin a new one. Any step may be done twice."""
        name = self._journal.deliver(self._place.inbox, self._asked.day.isoformat())
        self._state.save(self._journal.entries)
        self._journal.clear()
        if name:
            self._account.drops.append(name)

    def judge(self) -> None:
        """How it went, for the report and for the next run."""
        account = self._account
        account.reason = "; ".join(dict.fromkeys(self._troubles[:3]))
        if not self._answered and self._troubles:
            account.outcome = "down"
            self._state.failed(account.reason, account.retry_after)
        else:
            account.outcome = "partial" if account.waiting or self._troubles else "done"
            if self._same and not account.listed:
                account.reason = account.reason or "its listings are what they were when they were last read"
            self._state.answered()

    def _keep(self, outcome: Outcome, request: Request) -> tuple[int, Sequence[Request]]:
        answer = outcome.answer
        if outcome.kind == "unchanged":
            self._same += 1
            return 0, ()
        listed = _read(outcome, request, self._asked.day)
        assert answer is not None
        links = [link for link in listed.links if self._filter.is_article(link.url)]
        job = Job(request.url, request.url)
        is_index = request.form == "sitemap" and listed.further
        etag, modified = ("", "") if is_index or request.page > 1 else _validators(answer)
        new = self._state.keep_listing(job, links, self._asked.day, self._form, answer.status, etag, modified)
        self._account.listed += len(links)
        self._account.new += new
        return new, listed.further

    def _count(self, entry: Entry) -> None:
        account = self._account
        setattr(account, entry.kind, getattr(account, entry.kind) + 1)
        account.bytes += entry.size
        self._answered += not entry.down and entry.status is not None

    def _trouble(self, reason: str, outcome: Outcome) -> None:
        self._troubles.append(reason)
        self._account.retry |= outcome.kind == "waiting"
        if outcome.retry_after is not None:
            self._account.retry_after = max(self._account.retry_after or 0.0, outcome.retry_after)


def _validators(answer: Answer) -> tuple[str, str]:
    return answer.header("etag")[:500], answer.header("last-modified")[:100]


def _checked(outcome: Outcome) -> Outcome:
    """The outcome; an answer that is no page is refused."""
    answer = outcome.answer
    if outcome.kind != "fetched" or answer is None:
        return outcome
    kind = answer.header("content-type").partition(";")[0].strip().lower()
    if kind in _PAGES or (not kind and answer.body.lstrip()[:1] == b"<"):
        if answer.body.strip():
            return outcome
        return Outcome(outcome.job, "refused", "an empty page", answer, outcome.via)
    return Outcome(outcome.job, "refused", f"no page but {kind[:80] or 'something unnamed'}", answer, outcome.via)
