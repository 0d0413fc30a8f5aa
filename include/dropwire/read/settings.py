"""Limits and field names of the readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MIB = 1 << 20

DEFAULT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "html",
        "body",
        "text",
        "content",
        "content_html",
        "content_text",
        "articlebody",
        "article_body",
        "full_text",
        "maintext",
    ),
    "url": ("url", "link", "canonical_url", "uri"),
    "title": ("title", "headline"),
    "published": ("published_at", "date", "pubdate", "published", "datepublished", "date_published", "date_publish"),
    "source": ("site", "source", "source_name", "publisher"),
    "author": ("author", "authors", "byline"),
    "lang": ("lang", "language"),
    "crawled_at": ("crawled_at", "fetched_at", "scraped_at"),
}
"""Our name of a field to those it goes by in records, in small letters; the first that holds something wins."""


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What a reader accepts. Sizes in bytes."""

    max_item_bytes: int = 8 * MIB
    """One article, record or line; keeps memory bounded."""
    max_ratio: int = 200
    """Unpacked to packed size, counted once more than a MiB came out. Text packs 3 to 60 times, bombs 1,000 times."""
    max_unpacked_bytes: int = 64 * 1024 * MIB
    """All that may come out of one packed file."""
    max_members: int = 100_000
    """Members of one zip or tar file."""
    fields: Mapping[str, Mapping[str, str | Sequence[str]]] = field(default_factory=dict)
    """Per source (a host, a `site` value, a part of the drop's path): our field name to the record's; dots descend."""
