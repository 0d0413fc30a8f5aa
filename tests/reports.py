"""Reports of our own for the extractor, and what of its events is news."""

from __future__ import annotations

from dropwire.article import Article, Event, Published, RawItem
from dropwire.extract import Extractor


def tell(extractor: Extractor, text: str, lang: str, day: str = "2021-03-13") -> list[Event]:
    """The events of a text published on that day, a Saturday unless said otherwise; on an unknown one if empty."""
    item = RawItem("own.txt", "", None, "text", text)
    published = Published(day or None, day or None, "meta")
    article = Article(item, text, (), text, (), None, lang, 1.0, None, None, None, None, published)
    return list(extractor.extract(article))


def tell_news(extractor: Extractor, text: str, lang: str, day: str = "2021-03-13") -> list[Event]:
    """Those given out as having happened, background left out."""
    told = tell(extractor, text, lang, day)
    return [event for event in told if event.status in {"asserted", "claimed"} and not event.background]
