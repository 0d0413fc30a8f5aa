"""Markup to a flat tree: blocks of text in document order, and the containers they stand in.

lxml's event interface, because it is linear and free of recursion whatever comes in: Lexbor needs more than twenty
seconds for 100,000 nested `<div>`, and walking resiliparse's tree costs ten times as much as building it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

MAX_DEPTH: Final = 200
"""Containers nested deeper than this are merged into the last one: climbing to the root stays cheap."""

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)  # fmt: skip
UNSEEN: Final = frozenset(
    "script style template noscript svg math iframe object embed audio video canvas map datalist noembed noframes "
    "head applet amp-analytics amp-sidebar-script".split()
)  # fmt: skip
IMAGES: Final = frozenset({"img", "amp-img", "picture", "video", "amp-video", "iframe", "amp-iframe", "amp-youtube"})
BOLD: Final = frozenset({"b", "strong"})
ITALIC: Final = frozenset({"i", "em", "cite"})
HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())

_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMING: Final = ("class", "id", "role", "itemprop")
_UNFIT: Final = {0: "\N{REPLACEMENT CHARACTER}"} | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_SURROGATE: Final = re.compile("[\x00\ud800-\udfff]")


@dataclass(slots=True)
class Node:
    """A container: an element that starts a new line. Its leaves are `leaves[first:last]`."""

    parent: int
    tag: str
    names: str
    """What the author calls it: class, id, role and itemprop, in one string."""
    depth: int
    first: int
    last: int = 0
    images: int = 0
    children: list[int] = field(default_factory=list)
    alt: str = ""


@dataclass(slots=True)
class Leaf:
    """A stretch of text that a reader sees as one line or paragraph. Counts are characters."""

    node: int
    text: str
    link: int
    bold: int
    italic: int
    heading: int
    """1 to 6 inside `<h1>` to `<h6>`, else 0."""
    image_before: bool
    """Whether a picture stands between the text before and this one."""
    aligned: bool
    """Centred or set to the right."""
    joined: bool = False
    """Whether only a `<br>` parts it from the leaf before."""


@dataclass(slots=True)
class Tree:
    """A parsed page. `nodes[0]` is the root; a node's number is higher than its parent's."""

    nodes: list[Node]
    leaves: list[Leaf]
    title: str
    lang: str
    metas: list[tuple[str, str]]
    """`<meta>` and microdata: name in lower case, content."""
    canonical: str
    json_ld: list[str]
    times: list[tuple[int, str]]
    """`<time>`: number of the next leaf, the `datetime` attribute or else the text."""
    hidden: int
    """Characters of text left out because an element is hidden."""


def parse_tree(html: str, *, show_hidden: bool = False) -> Tree:
    """The tree of a page or fragment. Never fails: what cannot be parsed is text."""
    if _SURROGATE.search(html):
        html = html.translate(_UNFIT)
    builder = _Builder(show_hidden)
    parser = etree.HTMLParser(target=builder, huge_tree=True, encoding="utf-8")
    try:
        parser.feed(html.encode())
        parser.close()
    except etree.XMLSyntaxError:  # an empty document is an error to lxml
        pass
    return builder.close()


class _Builder:
    """Target of the parser's events."""

    def __init__(self, show_hidden: bool) -> None:
        self.show_hidden = show_hidden
        self.nodes = [Node(-1, "html", "", 0, 0)]
        self.open = [0]
        """The containers around the current position."""
        self.leaves: list[Leaf] = []
        self.parts: list[str] = []
        self.link = self.bold = self.italic = 0
        self.links = self.bolds = self.italics = self.pre = 0
        """How many of these elements are open."""
        self.heading = 0
        self.image = self.joined = False
        self.unseen = 0
        """How many elements are open inside one that is not shown."""
        self.is_hidden = False
        self.capture: list[str] | None = None
        self.tree = Tree(self.nodes, self.leaves, "", "", [], "", [], [], 0)

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if self.unseen:
            self.unseen += 1
            return
        if tag in INLINE:
            if attrs:
                self._note(tag, attrs)
            if tag == "a":
                self.links += 1
            elif tag in BOLD:
                self.bolds += 1
            elif tag in ITALIC:
                self.italics += 1
            if attrs and _hidden(attrs) and not self.show_hidden:
                self.unseen, self.is_hidden = 1, True
            return
        if tag == "br":
            self.flush()
            self.joined = True
        elif tag in IMAGES:
            self._image(attrs)
            if tag in UNSEEN:
                self.unseen = 1
        elif tag in ("title", "script", "meta", "link", "html", "head"):
            self._head(tag, attrs)
        elif tag in UNSEEN:
            self.unseen = 1
        elif attrs and _hidden(attrs) and not self.show_hidden:
            self.flush()
            self.unseen, self.is_hidden = 1, True
        else:
            self._open(tag, attrs)

    def _open(self, tag: str, attrs: dict[str, str]) -> None:
        self.flush()
        self.joined = False
        if attrs:
            self._note(tag, attrs)
        if tag in VOID:
            return
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "pre":
            self.pre += 1
        parent = self.open[-1]
        if len(self.open) < MAX_DEPTH:
            names = " ".join([attrs[key] for key in _NAMING if attrs.get(key)]) if attrs else ""
            align = attrs.get("align", "") + attrs.get("style", "") if attrs else ""
            if tag == "center" or "center" in align or "right" in align:
                names += " @aligned"
            self.nodes[parent].children.append(len(self.nodes))
            self.nodes.append(Node(parent, tag, names, len(self.open), len(self.leaves)))
            parent = len(self.nodes) - 1
        self.open.append(parent)

    def end(self, tag: str) -> None:
        """An element closes."""
        if self.unseen:
            self.unseen -= 1
            if not self.unseen:
                self.is_hidden = False
                if tag in INLINE:
                    self._close_inline(tag)
            return
        if tag in INLINE:
            self._close_inline(tag)
        elif tag in VOID or tag in IMAGES or tag in ("html", "head"):
            return
        elif tag == "title" or tag == "script":
            self._end_capture(tag)
        elif len(self.open) > 1:
            self.flush()
            self.joined = False
            if tag in HEADINGS:
                self.heading = 0
            elif tag == "pre":
                self.pre -= 1
            node = self.open.pop()
            self.nodes[node].last = len(self.leaves)

    def _close_inline(self, tag: str) -> None:
        if tag == "a":
            self.links -= 1
        elif tag in BOLD:
            self.bolds -= 1
        elif tag in ITALIC:
            self.italics -= 1

    def data(self, text: str) -> None:
        """Text, in pieces."""
        if self.capture is not None:
            self.capture.append(text)
            return
        if self.unseen:
            if self.is_hidden:
                self.tree.hidden += len(text.strip())
            return
        if self.pre and "\n" in text:
            for line in text.splitlines():
                self._text(line)
                self.flush()
            return
        self._text(text)

    def _text(self, text: str) -> None:
        self.parts.append(text)
        if self.links or self.bolds or self.italics:
            size = len(text.strip())
            if self.links:
                self.link += size
            if self.bolds:
                self.bold += size
            if self.italics:
                self.italic += size

    def flush(self) -> None:
        """End the current leaf."""
        if not self.parts:
            return
        text = " ".join("".join(self.parts).split())
        self.parts.clear()
        if text:
            node = self.open[-1]
            size = len(text)
            self.leaves.append(
                Leaf(node, text, min(self.link, size), min(self.bold, size), min(self.italic, size), self.heading,
                     self.image, "@aligned" in self.nodes[node].names, self.joined)
            )  # fmt: skip
            self.image = self.joined = False
        self.link = self.bold = self.italic = 0

    def _image(self, attrs: dict[str, str]) -> None:
        if any(part and not part.isspace() for part in self.parts):
            self.flush()
        self.image = True
        node = self.nodes[self.open[-1]]
        node.images += 1
        if attrs and attrs.get("alt"):
            node.alt = attrs["alt"]

    def _head(self, tag: str, attrs: dict[str, str]) -> None:
        tree = self.tree
        if tag == "html":
            tree.lang = tree.lang or (attrs.get("lang") or attrs.get("xml:lang") or "")
        elif tag == "meta":
            self._note(tag, attrs)
        elif tag == "link":
            if "canonical" in attrs.get("rel", "").lower():
                tree.canonical = tree.canonical or attrs.get("href", "").strip()
            self._note(tag, attrs)
        elif tag == "title" or (tag == "script" and "ld+json" in attrs.get("type", "").lower()):
            self.capture = []
        elif tag == "script":
            self.unseen = 1

    def _end_capture(self, tag: str) -> None:
        captured = "".join(self.capture or [])
        self.capture = None
        if tag == "script":
            self.tree.json_ld.append(captured)
        else:
            self.tree.title = self.tree.title or " ".join(captured.split())

    def _note(self, tag: str, attrs: dict[str, str]) -> None:
        """Keep what an element says about the article."""
        metas = self.tree.metas
        content = attrs.get("content")
        if content:
            for key in ("name", "property", "itemprop", "http-equiv"):
                if attrs.get(key):
                    metas.append((attrs[key].strip().lower(), content.strip()))
        if tag == "time":
            self.tree.times.append((len(self.leaves), attrs.get("datetime", "").strip()))
            if attrs.get("itemprop") and attrs.get("datetime"):
                metas.append((attrs["itemprop"].strip().lower(), attrs["datetime"].strip()))

    def close(self) -> Tree:
        """End of input."""
        if self.capture is not None:
            self._end_capture("title")
        self.flush()
        while self.open:
            self.nodes[self.open.pop()].last = len(self.leaves)
        self.open = [0]
        return self.tree


def _hidden(attrs: dict[str, str]) -> bool:
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return True
    style = attrs.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))
