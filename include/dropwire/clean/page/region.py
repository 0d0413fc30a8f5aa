"""Where the article stands: its headline, its container, and the lead before it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from unicodedata import normalize

from dropwire.clean.page.layout import Layout, ends_sentence, words
from dropwire.clean.page.names import is_body_name, name_hint
from dropwire.clean.page.tree import Node

_NOT_WORD: Final = re.compile(r"\W+")


def fold(text: str) -> str:
    """Letters and digits in lower case: what two spellings of one headline share."""
    return _NOT_WORD.sub(" ", normalize("NFC", text)).strip().lower()


def find_title(layout: Layout, names: list[str]) -> int | None:
    """The leaf that is the headline: the one that says what the page's metadata say, else the first `<h1>`.

    Old pages have neither: there the first line whose class calls it the title.
    """
    wanted = [fold(name) for name in names if name]
    sizes = {len(name) for name in names}
    first_h1 = called = None
    for i, leaf in enumerate(layout.leaves):
        if layout.kinds[i] not in (None, "navigation", "related") or (layout.linked(i) and leaf.heading != 1):
            continue
        if leaf.heading == 1 and first_h1 is None and len(leaf.text) >= 12 and not layout.linked(i):
            first_h1 = i
        if called is None and _is_called_title(layout, i):
            called = i
        size = len(leaf.text)
        if size < 12 or size > 300 or not (leaf.heading or any(abs(size - other) <= 4 for other in sizes)):
            continue
        text = fold(leaf.text)
        if any(text == name or (leaf.heading and len(text) > 0.4 * len(name) and text in name) for name in wanted):
            return i
    return called if first_h1 is None else first_h1


_TITLE_NAME: Final = re.compile(
    r"(?:article|news|post|detail|story|entry|main)?[-_]?(?:title|headline|tieude|tieu-de|judul|tajuk)"
    r"(?:[-_]?(?:article|news|post|detail|story|entry))?",
    re.IGNORECASE,
)
_SHORT, _LONG = 20, 200


def _is_called_title(layout: Layout, at: int) -> bool:
    """Whether a line before the prose stands in an element whose class says title."""
    leaf = layout.leaves[at]
    if not _SHORT <= len(leaf.text) <= _LONG or layout.linked(at) or layout.prose_before(at):
        return False
    return any(_TITLE_NAME.fullmatch(name) for name in layout.nodes[leaf.node].names.split())


def find_region(layout: Layout) -> tuple[int, int]:
    """The first leaf of the article's text and the one past its last.

    Goes down from the root as long as all prose outside the best child is foreign to it.
    """
    at = layout.nodes[0]
    while True:
        below = _step(layout, at)
        if below is None:
            break
        at = below
    first, last = at.first, at.last
    if layout.title is not None and first <= layout.title < last:
        first = layout.title + 1
    return _lead(layout, first), last


def _step(layout: Layout, node: Node) -> Node | None:
    """The child that holds all of the article, or None when the container itself is the narrowest one that does."""
    children = [layout.nodes[c] for c in node.children if layout.nodes[c].first < layout.nodes[c].last]
    if not children:
        return None
    weights = [_weight(layout, child) for child in children]
    best = max(range(len(children)), key=weights.__getitem__)
    child, weight = children[best], weights[best]
    if weight <= 0.01 or child.last - child.first == 1:  # a paragraph's neighbours may be short, but are its neighbours
        return None
    start = layout.title + 1 if layout.title is not None and layout.title < child.first else node.first
    rest_before = layout.open_prose(max(node.first, start), child.first) if start < child.first else 0.0
    rest_after = layout.open_prose(child.last, node.last)
    own = layout.open_prose(child.first, child.last)
    if own < rest_before + rest_after and own < 0.5 * (own + rest_before + rest_after):
        return None
    if rest_before > 0.6 * own:
        return None
    if rest_after > 0.01 and _continues(layout, child, node, own):
        return None
    return child


def _weight(layout: Layout, node: Node) -> float:
    weight = layout.open_prose(node.first, node.last)
    if weight and is_body_name(node.names):
        weight *= 1.3
    if layout.title is not None and node.last <= layout.title:
        weight *= 0.3
    return weight


def _continues(layout: Layout, child: Node, node: Node, own: float) -> bool:
    """Whether prose behind a container belongs to the same text: parts or paragraphs of the same make."""
    make = Counter(
        layout.signature(i) for i in range(child.first, child.last) if layout.prose[i] and not layout.kinds[i]
    )
    if not make:
        return True
    usual = make.most_common(1)[0][0]
    i = child.last
    siblings = {layout.nodes[c].first: layout.nodes[c] for c in reversed(node.children) if layout.nodes[c].last > i}
    while i < node.last:
        part = siblings.get(i)
        end = part.last if part is not None and part.last > i else i + 1
        if any(layout.leaves[n].heading == 1 for n in range(i, end)):
            return False
        prose = layout.open_prose(i, end)
        if prose and (
            part is None or make.total() == 1 or (part.tag, part.names) == (child.tag, child.names) != ("div", "")
        ):
            return True
        if prose >= 0.25 * own and any(layout.prose[n] and layout.signature(n) == usual for n in range(i, end)):
            return True
        i = end
    return False


def _lead(layout: Layout, first: int) -> int:
    """Where the text begins: the lead often stands between the headline and the container of the text."""
    if layout.title is None or layout.title >= first:
        return first
    for i in range(layout.title + 1, first):
        leaf = layout.leaves[i]
        if layout.kinds[i] is not None or layout.linked(i):
            continue
        node = layout.nodes[leaf.node]
        named = name_hint(node.names) == "lead"
        if words(leaf.text) >= (5 if named else 10) and (named or layout.prose[i] or ends_sentence(leaf.text)):
            return i
    return first
