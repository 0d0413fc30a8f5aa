"""What may be set about fetching: the `fetch` section of a source, and what holds for all of them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from dropwire.config import Entry

PLACES = ("year", "month", "day", "page")
_CONNECTION = re.compile(r"[\w.-]{1,200}")


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or any(char.isspace() or not char.isprintable() for char in url):
        raise ValueError(f"`{url}` is no web address; write it from http:// or https:// on")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a login in an address would end up in logs; name an Airflow `connection` instead")
    return url


def _template(url: str) -> str:
    try:
        fields = {name for _, name, _, _ in Formatter().parse(url) if name is not None}
    except ValueError:
        fields = {url}
    if unknown := sorted(fields - set(PLACES)):
        raise ValueError(f"`{{{unknown[0]}}}` cannot be filled in; {', '.join(f'{{{name}}}' for name in PLACES)} can")
    _address(filled(url))
    return url


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"it is no regular expression: {error}") from None
    return text


def _connection(name: str) -> str:
    if not _CONNECTION.fullmatch(name):
        raise ValueError("write the name of an Airflow connection; logins themselves never stand in this file")
    return name


def _as_listing(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    return {"url": value} if isinstance(value, str) else value


Address = Annotated[str, AfterValidator(_address)]
Template = Annotated[str, AfterValidator(_template)]
"""An address with `{year}`, `{month}`, `{day}` (two digits) and `{page}` where they belong."""
Pattern = Annotated[str, AfterValidator(_pattern)]


def filled(template: str, year: int = 2020, month: int = 1, day: int = 1, page: int = 1) -> str:
    """The address for a day and a page."""
    return template.format(year=f"{year:04}", month=f"{month:02}", day=f"{day:02}", page=page)


def is_dated(template: str) -> bool:
    """Whether the address names a day, a month or a year: an archive that can be asked for the past."""
    return any(f"{{{name}}}" in template for name in ("year", "month", "day"))


class Listing(Entry):
    """An HTML page that links to articles."""

    url: Template
    pages: int = Field(default=20, ge=1, le=10_000)
    """Pages at most, where the address has `{page}`; the first without a new link ends it earlier."""
    first_page: int = Field(default=1, ge=0)


class Api(Listing):
    """A JSON document that lists articles. Dots descend: `data.items`."""

    items: str = ""
    """Where the list stands; empty: the document itself, or its only list."""
    link: str = "url"
    """Where an item has its address, relative or whole."""
    published: str = ""
    """Where an item has its date."""
    next: str = ""
    """Where the document has the address of the next page."""


class FetchRules(Entry):
    """What to fetch from a source, and how gently. A source without this section is never fetched."""

    feeds: tuple[Template, ...] = ()
    """RSS or Atom."""
    sitemaps: tuple[Template, ...] = ()
    """Sitemaps, news sitemaps and their indexes, packed or not."""
    listings: tuple[Annotated[Listing, BeforeValidator(_as_listing)], ...] = ()
    apis: tuple[Annotated[Api, BeforeValidator(_as_listing)], ...] = ()
    lists: tuple[Template, ...] = ()
    """Plain text, one address a line."""
    urls: tuple[Address, ...] = ()
    """Single pages."""
    include: Pattern = ""
    """Only addresses in which this is found."""
    exclude: Pattern | None = None
    """No addresses in which this is found."""
    hosts: tuple[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")], ...] = ()
    """Hosts to fetch from beside the source's domains and those of its listings; subdomains are meant, too."""
    per_second: float = Field(default=1.0, gt=0, le=100)
    """Requests to one host."""
    at_once: int = Field(default=2, ge=1, le=16)
    """Requests to one host under way at the same time."""
    crawl_delay_cap: float = Field(default=60.0, ge=0, le=3600)
    """A longer Crawl-delay in robots.txt is taken for this many seconds."""
    max_pages: int = Field(default=1_000, ge=1, le=1_000_000)
    """Pages of one run; the rest waits for the next."""
    lookback_days: int = Field(default=7, ge=0, le=36_500)
    """Links dated longer before the day are left alone."""
    revisit_days: int = Field(default=0, ge=0, le=365)
    """Ask again for pages found in the last so many days; costs nothing where the site knows conditional requests."""
    connection: Annotated[str, AfterValidator(_connection)] | None = None
    """Airflow connection with the login for this source."""

    @model_validator(mode="after")
    def _check(self) -> FetchRules:
        if not any((self.feeds, self.sitemaps, self.listings, self.apis, self.lists, self.urls)):
            raise ValueError("nothing to fetch: add feeds, sitemaps, listings, apis, lists or urls")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that stands in the section."""
        pages = (entry.url for entry in (*self.listings, *self.apis))
        return (*self.feeds, *self.sitemaps, *pages, *self.lists, *self.urls)


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for every request of every source. Seconds and bytes."""

    agent: str = "Dropwire/0.1"
    """User-Agent, and the name robots.txt is asked for up to the slash."""
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    """Silence that ends a request."""
    total_seconds: float = 60.0
    """From the first packet to the last: a body that drips in ends here."""
    max_bytes: int = 8 << 20
    """Of a body, packed and unpacked."""
    max_redirects: int = 5
    attempts: int = 3
    """Of one address in one run."""
    backoff_seconds: float = 2.0
    """Before the second attempt, doubled for each further one, with jitter."""
    longest_wait: float = 120.0
    """A Retry-After beyond it leaves the page for a later run."""
    host_failures: int = 5
    """Failures in a row after which a host is left alone for this run."""
    threads: int = 16
    """Requests under way in all."""
    proxy: str | None = None
    """URL of a proxy; those in the environment are not used."""
    ca_bundle: Path | None = None
    """Certificates to trust instead of the usual ones."""
    allow_loopback: bool = False
    """For tests: this machine may be fetched from."""

    @property
    def name(self) -> str:
        """The product name of the User-Agent."""
        return self.agent.partition("/")[0].split()[0]


@dataclass(frozen=True, slots=True, repr=False)
class Login:
    """What a connection says; sent to the source's own hosts alone and never shown."""

    headers: tuple[tuple[str, str], ...]
    hosts: tuple[str, ...]

    def fits(self, url: str) -> bool:
        """Whether the login may be sent there: to its hosts, and encrypted (or within this machine)."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        private = parts.scheme == "https" or host.startswith("127.") or host in ("localhost", "::1")
        return private and any(within(host, own) for own in self.hosts)


def login_of(name: str, password: str, headers: Mapping[str, str], hosts: Iterable[str]) -> Login:
    """The login of a connection: name and password, a password alone as a bearer token, or headers of its own."""
    found = dict(headers)
    if name:
        found["Authorization"] = "Basic " + b64encode(f"{name}:{password}".encode()).decode()
    elif password:
        found["Authorization"] = f"Bearer {password}"
    return Login(tuple(found.items()), tuple(hosts))


def within(host: str, domain: str) -> bool:
    """Whether a host is a domain or lies below it."""
    return host == domain or host.endswith("." + domain)
