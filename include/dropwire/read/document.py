"""A file that is one article: a text drop or a saved page."""

from __future__ import annotations

from collections.abc import Iterable

from dropwire.read.decode import decode
from dropwire.read.drafts import Draft, Found, refuse
from dropwire.read.markup import form_of
from dropwire.read.settings import ReadSettings
from dropwire.read.streams import read_all


def read_document(chunks: Iterable[bytes], settings: ReadSettings) -> Found:
    """The article; its form is told by the content, so a page saved as .txt is a page."""
    decoded = decode(read_all(chunks, settings.max_item_bytes))
    if not decoded.text.strip("\ufeff\ufffd \t\r\n"):
        raise refuse("empty", "the file holds no text")
    yield Draft(decoded.text, form_of(decoded.text), {"encoding": decoded.encoding}, alone=True)
