"""Stable ids: the same thing gets the same id in every run, whatever the order of loading."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from courlan import normalize_url, scrub_url

from dropwire.article import Article, Event

_ROOT = UUID("7d0c2a0e-6f5b-5c1e-9a52-0b1d5a3c9e11")
_VAGUE = frozenset({"year", "unknown"})


def fold(name: str) -> str:
    """A name without accents, case and anything but letters and digits: what its spellings share."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    return "".join(c for c in plain if c.isalnum())


def canonical_url(url: str | None) -> str | None:
    """The address without scheme, `www.`, tracking parameters and fragment; None when it names no single page."""
    if not url:
        return None
    try:
        parts = urlsplit(normalize_url(scrub_url(url.strip()), strict=False, trailing_slash=False))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if "." not in host or not (path or parts.query):
        return None  # a site's front page would make one article of all that carry it
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "")


def _id(kind: str, *parts: object) -> str:
    return str(uuid5(_ROOT, "\x1f".join([kind, *("" if part is None else str(part) for part in parts)])))


def item_id(file: str, file_sha256: str, record: int | None) -> str:
    """Id of an item of a drop."""
    return _id("item", file, file_sha256, record)


def article_id(article: Article) -> str:
    """Id of an article: from its address when it has one of its own, else from the drop's bytes and the record."""
    address = canonical_url(article.url)
    return _id("url", address) if address else _id("drop", article.item.file_sha256, article.item.record)


def source_id(name: str | None, domain: str | None) -> str | None:
    """Id of a publisher, from its name or, without one, its host; spellings of `VOV.VN` and `vov.vn` meet."""
    key = fold((name or domain or "").casefold().removeprefix("www."))
    return _id("source", key) if key else None


def actor_id(name: str) -> str:
    """Id of an actor, from its canonical name."""
    return _id("actor", name)


def location_id(event: Event) -> str | None:
    """Id of an event's place; None when it names none."""
    if event.geonames_id is not None:
        return _id("geonames", int(event.geonames_id))
    if not event.place:
        return None
    return _id("place", *(fold(part or "") for part in (event.place, event.admin1, event.country)))


def coding_id(event: Event, days: tuple[str | None, str | None], article: str) -> str:
    """Id of what an event is coded as: type, first and last day, place and sides. Events are put together from codings.

    An event without a place, or dated no closer than a year, cannot be recognised in another article: it stays its
    article's own.
    """
    place = location_id(event)
    vague = place is None or days[0] is None or event.date_precision in _VAGUE
    return _id("event", event.type, *days, place, event.actor1, event.actor2, article if vague else None)
