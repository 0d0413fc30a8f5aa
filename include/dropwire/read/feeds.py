"""RSS and Atom: one record an item. Items are cut from the stream and parsed one by one by defusedxml, so that a
broken one costs itself and a feed of any size passes."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from dropwire.errors import BadItem
from dropwire.read.decode import decode
from dropwire.read.drafts import Found, refuse
from dropwire.read.fields import FieldMap
from dropwire.read.legacy import LEGACY, decode_legacy
from dropwire.read.settings import ReadSettings

_ITEM = re.compile(r"<((?:\w+:)?(?:item|entry))(?=[\s>/])")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
_NAMESPACE = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*("[^"<]*"|'[^'<]*')""")
_PREFIX = re.compile(r"</?([\w.-]+):[\w.-]+")
_FEED_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.S)
_ENTITY = re.compile(r"&(#\d+|#x[\da-fA-F]+|\w+);")
_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[\da-fA-F]+|\w+);)")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = 64
"""Characters kept back between chunks, for an opening tag may lie across them."""
_ENDLESS = 100
"""Items without end after which a feed is given up; each costs a look at all that is held."""
_TEXT_FIELDS = ("encoded", "content", "description", "summary")
_DATE_FIELDS = ("pubDate", "published", "issued", "date", "updated", "modified")


def read_feed(head: bytes, chunks: Iterable[bytes], fields: FieldMap, settings: ReadSettings) -> Found:
    """The items of a feed with the feed's title as their source, unless they name one."""
    encoding = decode(head).encoding.split(" ")[0]
    text = (
        (decode_legacy(chunk, encoding) for chunk in chunks)
        if encoding in LEGACY
        else codecs.iterdecode(chunks, encoding, "replace")
    )
    shell: _Shell | None = None
    number = 0
    for part in _cut(text, settings.max_item_bytes):
        if shell is None:
            shell = _Shell(part if isinstance(part, str) else "")
            continue
        number += 1
        if isinstance(part, BadItem):
            yield refuse(part.rule, f"item {number}: {part.reason}")
            continue
        try:
            record = shell.record(part)
            yield fields.draft(record, encoding)
        except BadItem as bad:
            yield refuse(bad.rule, f"item {number}: {bad.reason}")
        except RecursionError:
            yield refuse("xml_syntax", f"item {number}: nested too deeply")


def _cut(text: Iterator[str], limit: int) -> Iterator[str | BadItem]:
    """What stands before the first item, then each item."""
    window, place, endless = "", 0, 0
    prolog: str | None = None
    for chunk in chain(text, (None,)):
        window, place = window[place:] + (chunk or ""), 0
        while opening := _ITEM.search(window, place):
            if prolog is None:
                prolog = window[: opening.start()]
                yield prolog
            place = opening.start()
            end = _end(window, place, opening[1])
            if not end and chunk is not None and len(window) - place <= limit:
                break  # the rest of it is still to come
            if end:
                yield window[place:end]
                place = end
                continue
            endless += 1
            yield refuse("xml_syntax" if len(window) - place <= limit else "too_large", "it has no end")
            if endless == _ENDLESS:
                raise refuse("xml_syntax", f"{endless} items without end; the feed is given up")
            place = opening.end()
        else:
            if prolog is not None:
                place = max(place, len(window) - _TAG)
            elif len(window) > limit:
                raise refuse("xml_syntax", f"no item in the first {limit:,} characters")
    if prolog is None:
        yield window


def _end(window: str, start: int, tag: str) -> int:
    """Where the item that starts in the window ends, 0 when not in sight; CDATA may hold anything.

    An item that opens before this one closes ends this one too, so that a missing end tag costs one item.
    """
    mark = _marks(tag)
    place = start + 1
    while found := mark.search(window, place):
        if found[0].startswith("</"):
            return found.end()
        if not found[0].startswith("<!"):
            return found.start()
        close = window.find("]]>", found.end())
        if close < 0:
            return 0
        place = close + 3
    return 0


@cache
def _marks(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(tag)}\s*>|<!\[CDATA\[|<{re.escape(tag)}(?=[\s>/])")


class _Shell:
    """What the items stand in: the feed's namespaces and title."""

    def __init__(self, prolog: str) -> None:
        if "<!ENTITY" in prolog:
            raise refuse("xml_entities", "the feed declares entities of its own, as entity bombs do")
        self._namespaces = {name or "": value for name, value in _NAMESPACE.findall(prolog)}
        title = _FEED_TITLE.search(prolog)
        self._title = html.unescape(re.sub(r"<!\[CDATA\[|\]\]>", "", title[1])).strip() if title else ""

    def record(self, item: str) -> dict[str, object]:
        """The item's fields by local name, with the longest-lived names of feeds put first.

        Raises:
            BadItem: `xml_syntax` or `xml_entities`.
        """
        try:
            element = self._parse(item)
        except ParseError:
            try:
                element = self._parse(_repair(item))
            except ParseError as error:
                raise refuse("xml_syntax", f"no XML ({error})") from None
        except DefusedXmlException:
            raise refuse("xml_entities", "it declares a document type or entities") from None
        values: dict[str, object] = {}
        for child in element:
            name = child.tag.rpartition("}")[2]
            values.setdefault(name, _content(child))
        link = _link(element) or values.get("guid") or values.get("id")
        first = {
            "html": next((values[name] for name in _TEXT_FIELDS if values.get(name)), ""),
            "url": link if isinstance(link, str) and link.startswith("http") else "",
            "published_at": next((values[name] for name in _DATE_FIELDS if values.get(name)), ""),
            "site": values.get("source") or self._title,
            "author": values.get("creator") or values.get("author") or "",
        }
        return {**values, **first}

    def _parse(self, item: str) -> Element:
        declared = dict(self._namespaces)
        for prefix in _PREFIX.findall(item):
            if prefix != "xml":
                declared.setdefault(prefix, f'"urn:undeclared:{prefix}"')
        spaces = " ".join(f"xmlns:{name}={value}" if name else f"xmlns={value}" for name, value in declared.items())
        root: Element = fromstring(f"<feed {spaces}>{item}</feed>", forbid_dtd=True)
        return root[0]


def _link(element: Element) -> str:
    for child in element:
        if child.tag.rpartition("}")[2] == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip()
    return ""


def _content(element: Element) -> str:
    """A field's text; the markup of an XHTML one; the name of a person."""
    name = next((child for child in element if child.tag.rpartition("}")[2] == "name"), None)
    if name is not None:
        return name.text or ""
    if len(element):
        for node in element.iter():
            node.tag = node.tag.rpartition("}")[2]
        return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)
    return element.text or ""


def _repair(item: str) -> str:
    """What feeds get wrong most: HTML's entities, bare ampersands, control characters."""
    parts = _CDATA.split(_FORBIDDEN.sub("\ufffd", item))
    for place in range(0, len(parts), 2):
        parts[place] = _AMPERSAND.sub("&amp;", _ENTITY.sub(_named, parts[place]))
    return "".join(parts)


def _named(entity: re.Match[str]) -> str:
    if entity[1] in _XML_ENTITIES or entity[1].startswith("#"):
        return entity[0]
    char = html.unescape(entity[0])
    return char if char != entity[0] else "&amp;" + entity[0][1:]
