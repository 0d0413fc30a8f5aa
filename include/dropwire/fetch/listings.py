"""What a source lists: feeds, sitemaps, pages of links, JSON and plain lists, to the addresses of articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

import lxml.html
from courlan import normalize_url
from lxml import etree

from dropwire.fetch.bodies import BadBody, unpacked
from dropwire.fetch.settings import Api, FetchRules, Listing, filled, is_dated, within

Form = Literal["feed", "sitemap", "page", "api", "list"]
MOST_BYTES = 64 << 20
"""Of a listing: sitemaps may have 50 MiB."""
MOST_SITEMAPS = 2_000
"""Files of one sitemap index, indexes within it among them."""
_NOT_PAGES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|avi|mov|pdf|zip|gz|docx?|xlsx?|apk)$", re.I)


class BadListing(Exception):
    """It is not what the source's entry says it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """A listed address."""

    url: str
    published: date | None = None
    changed: datetime | None = None
    """When the listing says it last changed."""


@dataclass(frozen=True, slots=True)
class Request:
    """A listing to ask for."""

    url: str
    form: Form
    entry: Listing | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listing holds: links, and further listings."""

    links: tuple[Link, ...]
    further: tuple[Request, ...] = ()


def requests_for(rules: FetchRules, day: date, *, backfill: bool) -> list[Request]:
    """The listings of a day. A backfill asks for archives by date, and for listings that date what they list."""
    found = [Request(_on(url, day), "feed") for url in rules.feeds]
    found += [Request(_on(url, day), "sitemap") for url in rules.sitemaps]
    for form, entries in (("page", rules.listings), ("api", rules.apis)):
        for entry in entries:
            page = entry.first_page
            dated = is_dated(entry.url) or (isinstance(entry, Api) and entry.published)
            if dated or not backfill:
                found.append(Request(_on(entry.url, day, page), form, entry, page))  # type: ignore[arg-type]
    found += [Request(_on(url, day), "list") for url in rules.lists if is_dated(url) or not backfill]
    return found


def parse(request: Request, body: bytes, url: str, day: date) -> Listed:
    """What a listing says; `url` is where it came from in the end.

    Raises:
        BadListing: it is something else.
    """
    if body.startswith(b"\x1f\x8b"):
        try:
            body = unpacked(body, "gzip", MOST_BYTES)
        except BadBody as error:
            raise BadListing(str(error)) from None
    if request.form == "feed":
        return Listed(tuple(_feed(_tree(body), url)))
    if request.form == "sitemap":
        return _sitemap(request, body, url, day)
    if request.form == "list":
        lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines())
        return Listed(tuple(Link(urljoin(url, line)) for line in lines if line and not line.startswith("#")))
    links, following = _page(body, url), ""
    if isinstance(request.entry, Api):
        links, following = _api(request.entry, body, url)
    return Listed(links, tuple(_next(request, following, bool(links), day)))


def _next(request: Request, following: str, any_links: bool, day: date) -> Iterator[Request]:
    """The next page of a paged listing; the caller stops when a page brings nothing new."""
    entry = request.entry
    if entry is None or not any_links or request.page + 1 - entry.first_page >= entry.pages:
        return
    if following:
        yield replace(request, url=following, page=request.page + 1)
    elif "{page}" in entry.url:
        yield replace(request, url=_on(entry.url, day, request.page + 1), page=request.page + 1)


def _on(template: str, day: date, page: int = 1) -> str:
    return filled(template, day.year, day.month, day.day, page)


def _tree(body: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadListing(f"no XML ({error})") from None
    if root is None:
        raise BadListing("no XML")
    return root


def _name(node: Any) -> str:  # noqa: ANN401
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _feed(root: Any, url: str) -> Iterator[Link]:  # noqa: ANN401
    if _name(root) not in ("rss", "feed", "rdf"):
        raise BadListing(f"no RSS or Atom feed but <{_name(root)}>")
    for item in root.iter():
        if _name(item) not in ("item", "entry"):
            continue
        link, when = "", ""
        for child in item:
            name, text = _name(child), (child.text or "").strip()
            if name == "link" and child.get("rel", "alternate") == "alternate":
                link = link or (child.get("href") or text).strip()
            elif name in ("guid", "id") and child.get("isPermaLink", "true") == "true" and text.startswith("http"):
                link = link or text
            elif name in ("pubdate", "published", "date") or (name == "updated" and not when):
                when = text
        if link:
            yield Link(urljoin(url, link), _day(when))


def _sitemap(request: Request, body: bytes, url: str, day: date) -> Listed:
    if body.lstrip()[:1] != b"<":  # a sitemap may be a plain list
        return parse(replace(request, form="list"), body, url, day)
    root = _tree(body)
    if _name(root) in ("rss", "feed"):  # or a feed
        return Listed(tuple(_feed(root, url)))
    if _name(root) not in ("urlset", "sitemapindex"):
        raise BadListing(f"no sitemap but <{_name(root)}>")
    links, further = [], []
    for entry in root:
        values = {_name(node): (node.text or "").strip() for node in entry.iter()}
        if not (place := values.get("loc")):
            continue
        changed = _moment(values.get("lastmod", ""))
        if _name(entry) == "sitemap":
            if changed is None or changed.date() >= day:  # older files cannot list what appeared since
                further.append(Request(urljoin(url, place), "sitemap"))
        elif _name(entry) == "url":
            published = _day(values.get("publication_date", "")) or (changed.date() if changed else None)
            links.append(Link(urljoin(url, place), published, changed))
    return Listed(tuple(links), tuple(further))


def _page(body: bytes, url: str) -> tuple[Link, ...]:
    try:
        root = lxml.html.document_fromstring(body, base_url=url)
    except (etree.ParserError, ValueError):
        raise BadListing("no HTML page") from None
    base = next((node.get("href") for node in root.iter("base") if node.get("href")), url)
    found = []
    for node in root.iter("a", "area"):
        try:
            found.append(Link(urljoin(urljoin(url, base), (node.get("href") or "").strip())))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _api(entry: Api, body: bytes, url: str) -> tuple[tuple[Link, ...], str]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadListing(f"no JSON ({error})") from None
    items = _descend(document, entry.items)
    if not entry.items and isinstance(document, Mapping):
        lists = [value for value in document.values() if isinstance(value, list)]
        items = lists[0] if len(lists) == 1 else None
    if not isinstance(items, list):
        raise BadListing(f"no list at `{entry.items or 'the top'}`; `items` says where it stands")
    links = []
    for item in items:
        place = item if isinstance(item, str) else _descend(item, entry.link)
        if isinstance(place, str) and place:
            when = _descend(item, entry.published) if entry.published else None
            links.append(Link(urljoin(url, place), _day(str(when or ""))))
    following = _descend(document, entry.next) if entry.next else None
    return tuple(links), urljoin(url, following) if isinstance(following, str) and following else ""


def _descend(value: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    for step in filter(None, path.split(".")):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, Sequence) and not isinstance(value, str) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _moment(text: str) -> datetime | None:
    for parse_one in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse_one(text.strip())
        except (ValueError, TypeError, IndexError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if text.isdecimal() and 9 <= len(text) <= 13:
        return datetime.fromtimestamp(int(text) / (1000 if len(text) > 10 else 1), UTC)
    return None


def _day(text: str) -> date | None:
    """The day as the source tells it, in its own zone."""
    moment = _moment(text)
    return moment.date() if moment else None


def key_of(url: str) -> str:
    """The canonical form of an address: without fragment, tracking and the letters' case of the host."""
    try:
        return normalize_url(url, strict=False).partition("#")[0] or url
    except (ValueError, TypeError):
        return url


class Filter:
    """Which addresses are articles of a source."""

    def __init__(self, rules: FetchRules, domains: Iterable[str]) -> None:
        own = (urlsplit(filled(url)).hostname or "" for url in rules.addresses)
        self.hosts = tuple(dict.fromkeys((*domains, *rules.hosts, *own)))
        self._include, self._exclude = re.compile(rules.include), rules.exclude and re.compile(rules.exclude)

    def is_ours(self, url: str) -> bool:
        """Whether an address lies at the source."""
        try:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or parts.username is not None or parts.port == 0:
                return False
        except ValueError:
            return False
        return any(within((parts.hostname or "").removesuffix("."), own) for own in self.hosts)

    def is_article(self, url: str) -> bool:
        """Whether an address is one to fetch."""
        if not self.is_ours(url) or len(url) > 2_000 or _NOT_PAGES.search(urlsplit(url).path):
            return False
        return bool(self._include.search(url)) and not (self._exclude and self._exclude.search(url))
