"""Markup to a flat tree: blocks of text in document order, and the containers they stand in.

lxml's event interface, because it is linear and free of recursion whatever comes in: Lexbor needs more than twenty
seconds for 100,000 nested `<div>`, and walking resiliparse's tree costs ten times as much as building it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

MAX_DEPTH: Final = 100
"""Containers nested deeper than this are merged into the last one: climbing to the root stays cheap."""

_ROLES: Final = {
    "inline": "abbr acronym bdi bdo big code data del dfn font ins kbd label mark nobr output q rp rt ruby s samp span "
    "strike sub sup tt u var",
    "time": "time",
    "link": "a",
    "bold": "b strong",
    "italic": "i em cite small",  # type that sets a line apart, as captions and notes are
    "line": "br",
    "image": "img amp-img picture",
    "film": "iframe video amp-video amp-iframe amp-youtube",
    "head": "html title meta link head",
    "script": "script",
    "unseen": "style template noscript svg math object embed audio canvas map datalist noembed noframes applet",
    "void": "area base col hr input param source track wbr",
}
_ROLE: Final = {tag: role for role, tags in _ROLES.items() for tag in tags.split()}
"""What an element is to the text; all others are containers."""
_COUNTED: Final = frozenset({"link", "bold", "italic"})
HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}

_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCK_STYLE: Final = re.compile(r"display\s*:\s*(?:block|flex|grid|table)", re.IGNORECASE)
_NAMING: Final = ("class", "id", "role", "itemprop")
_UNFIT: Final = dict.fromkeys((0, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")


@dataclass(slots=True)
class Node:
    """A container: an element that starts a new line. Its leaves are `leaves[first:last]`."""

    parent: int
    tag: str
    names: str
    """What the author calls it: class, id, role and itemprop, in one string."""
    first: int
    last: int = 0
    images: int = 0
    """Pictures inside, at any depth."""
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
    try:
        data = (html.translate(_UNFIT) if "\x00" in html else html).encode()
    except UnicodeEncodeError:
        data = html.translate(_UNFIT).encode()
    builder = _Builder(show_hidden)
    parser = etree.HTMLParser(target=builder, huge_tree=True, encoding="utf-8")
    try:
        parser.feed(data)
        parser.close()
    except etree.XMLSyntaxError:  # an empty document is an error to lxml
        pass
    return builder.close()


class _Builder:
    """Target of the parser's events."""

    def __init__(self, show_hidden: bool) -> None:
        self.show_hidden = show_hidden
        self.nodes = [Node(-1, "html", "", 0)]
        self.open = [0]
        """The containers around the current position."""
        self.leaves: list[Leaf] = []
        self.parts: list[str] = []
        self.link = self.bold = self.italic = 0
        """Characters of the current leaf inside such elements."""
        self.depths = {"link": 0, "bold": 0, "italic": 0}
        self.counted = 0
        """How many of these elements are open."""
        self.pre = 0
        self.heading = 0
        self.image = self.joined = False
        self.unseen = 0
        """How many elements are open inside one that is not shown."""
        self.is_hidden = False
        self.seam = False
        """Whether an inline element closed after the last text."""
        self.capture: list[str] | None = None
        self.tree = Tree(self.nodes, self.leaves, "", "", [], "", [], [], 0)

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if self.unseen:
            self.unseen += 1
            return
        role = _ROLE.get(tag)
        if attrs:
            if ("style" in attrs or "hidden" in attrs) and not self.show_hidden and _hidden(attrs):
                self.is_hidden = True
            elif "content" in attrs:
                self._note(tag, attrs)
            if role == "inline" and self.parts and _BLOCK_STYLE.search(attrs.get("style", "")):
                self.flush()
        if role is None:
            self._open(tag, attrs)
        elif role in _COUNTED:
            self.depths[role] += 1
            self.counted += 1
        elif role != "inline":
            self._special(role, tag, attrs)
        if self.is_hidden:
            self.unseen = 1

    def _special(self, role: str, tag: str, attrs: dict[str, str]) -> None:
        if role == "line":
            self._break()
            self.joined = True
        elif role == "time":
            self._time(attrs)
        elif role == "image":
            self._image(attrs)
        elif role == "film":
            self._image(attrs)
            self.unseen = 1
        elif role == "head":
            self._head(tag, attrs)
        elif role == "script" and "ld+json" in attrs.get("type", "").lower():
            self.capture = []
        elif role == "void":
            self._break()
        else:
            self.unseen = 1

    def _open(self, tag: str, attrs: dict[str, str]) -> None:
        if self.parts:
            self.flush()
        self.joined = False
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "pre":
            self.pre += 1
        parent = self.open[-1]
        if len(self.open) < MAX_DEPTH:
            number = len(self.nodes)
            self.nodes[parent].children.append(number)
            self.nodes.append(Node(parent, tag, _names(attrs) if attrs else "", len(self.leaves)))
            parent = number
        self.open.append(parent)

    def end(self, tag: str) -> None:
        """An element closes."""
        if self.unseen:
            self.unseen -= 1
            if self.unseen or not self.is_hidden:
                return
            self.is_hidden = False
        role = _ROLE.get(tag)
        if role is None:
            if self.parts:
                self.flush()
            self.joined = False
            if tag in HEADINGS:
                self.heading = 0
            elif tag == "pre":
                self.pre -= 1
            if len(self.open) > 1:
                self.nodes[self.open.pop()].last = len(self.leaves)
        elif role in _COUNTED:
            self.depths[role] -= 1
            self.counted -= 1
            self.seam = True
        elif role in ("inline", "time"):
            self.seam = True
        elif self.capture is not None and tag in ("title", "script"):
            self._end_capture(tag)

    def _break(self) -> None:
        if self.parts:
            self.flush()

    def data(self, text: str) -> None:
        """Text, in pieces."""
        if self.capture is not None:
            self.capture.append(text)
        elif self.unseen:
            if self.is_hidden:
                self.tree.hidden += len(text.strip())
        elif self.pre and "\n" in text:
            for line in text.splitlines():
                self.parts.append(line)
                self.flush()
        elif self.parts or not text.isspace():
            if self.seam:
                self._part(text)
            self.parts.append(text)
            if self.counted:
                self._count(len(text.strip()))

    def _part(self, text: str) -> None:
        """Keep two elements apart that only a style sheet parts: `<span>Related</span><a>Bridge falls</a>`."""
        self.seam = False
        before = self.parts[-1][-1:] if self.parts else ""
        if text[:1].isupper() and (before.islower() or before.isdigit() or before == ")"):
            self.parts.append(" ")

    def _count(self, size: int) -> None:
        depths = self.depths
        if depths["link"]:
            self.link += size
        if depths["bold"]:
            self.bold += size
        if depths["italic"]:
            self.italic += size

    def flush(self) -> None:
        """End the current leaf."""
        text = " ".join("".join(self.parts).split())
        self.parts.clear()
        if text:
            node = self.open[-1]
            inside = self.nodes[node]
            aligned = inside.tag == "center" or "@aligned" in inside.names
            self.leaves.append(
                Leaf(node, text, self.link, self.bold, self.italic, self.heading, self.image, aligned, self.joined)
            )
            self.image = self.joined = False
        self.link = self.bold = self.italic = 0

    def _image(self, attrs: dict[str, str]) -> None:
        if not all(part.isspace() for part in self.parts):
            self.flush()
        self.image = True
        node = self.nodes[self.open[-1]]
        node.images += 1
        if attrs and attrs.get("alt"):
            node.alt = attrs["alt"]

    def _head(self, tag: str, attrs: dict[str, str]) -> None:
        tree = self.tree
        if tag == "html":
            tree.lang = tree.lang or attrs.get("lang") or attrs.get("xml:lang") or ""
        elif tag == "link" and "canonical" in attrs.get("rel", "").lower():
            tree.canonical = tree.canonical or attrs.get("href", "").strip()
        elif tag == "title":
            self.capture = []

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

    def _time(self, attrs: dict[str, str]) -> None:
        moment = attrs.get("datetime", "").strip()
        self.tree.times.append((len(self.leaves), moment))
        if moment and attrs.get("itemprop"):
            self.tree.metas.append((attrs["itemprop"].strip().lower(), moment))

    def close(self) -> Tree:
        """End of input."""
        if self.capture is not None:
            self._end_capture("title")
        if self.parts:
            self.flush()
        while self.open:
            self.nodes[self.open.pop()].last = len(self.leaves)
        self.open = [0]
        for node in reversed(self.nodes[1:]):
            self.nodes[node.parent].images += node.images
        return self.tree


def _names(attrs: dict[str, str]) -> str:
    if len(attrs) == 1 and "class" in attrs:
        return attrs["class"]
    names = [attrs[key] for key in _NAMING if attrs.get(key)]
    align = attrs.get("align", "") + attrs.get("style", "")
    if "center" in align or "right" in align:
        names.append("@aligned")
    return " ".join(names)


def _hidden(attrs: dict[str, str]) -> bool:
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return True
    style = attrs.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))
