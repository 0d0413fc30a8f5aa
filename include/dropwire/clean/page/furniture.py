"""Page furniture: the parts around an article, told by tag, name, heading or shape, each gated by what it holds."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dropwire.clean.page.layout import Layout, words
from dropwire.clean.page.names import TAGS, name_hint
from dropwire.clean.page.phrases import is_imprint, section
from dropwire.clean.page.tree import Node

ONE_HINT: Final = 0.35
"""Share of the page's prose a part may hold and still be foreign on one hint alone."""
TWO_HINTS: Final = 0.6
"""The same when a second, independent hint agrees."""
SMALL: Final = {"caption": 90, "credit": 60, "dateline": 25, "share": 60}
"""Kinds that are small by nature: most words of prose such a part may hold."""


def mark_furniture(layout: Layout) -> None:
    """Label the containers that are no part of the article, outermost first."""
    nodes = layout.nodes
    marked = [False] * len(nodes)
    for i in range(1, len(nodes)):
        node = nodes[i]
        if marked[node.parent]:
            marked[i] = True
        elif node.first < node.last and not layout.holds_title(node):
            kind = _hinted(layout, node) or _shaped(layout, node)
            if kind:
                layout.mark(node.first, node.last, kind)
                marked[i] = True
    mark_sections(layout)
    _mark_imprint(layout)


def _hinted(layout: Layout, node: Node) -> str | None:
    """The kind a container's tag and names suggest, if what it holds allows it."""
    by_tag = TAGS.get(node.tag)
    by_name = name_hint(node.names) if node.names else None
    if by_name in ("body", "lead"):
        if node.tag != "footer" and node.tag != "nav":
            return None
        by_name = None
    kind = by_name or by_tag
    if not kind or (node.tag == "header" and not by_name and layout.prose_in(node) > 12):
        return None
    prose = layout.prose_in(node)
    if prose == 0:
        return kind
    if kind in SMALL:
        return kind if prose <= SMALL[kind] and prose <= TWO_HINTS * layout.total else None
    if kind == "comment_box" and layout.prose_before(node.first) >= 40:
        return kind if prose <= 0.8 * layout.total else None
    agreeing = bool(by_tag and by_name) or layout.link_share(node) > 0.3 or section(layout.leaves[node.first].text)
    return kind if prose <= (TWO_HINTS if agreeing else ONE_HINT) * layout.total else None


def _shaped(layout: Layout, node: Node) -> str | None:
    """The kind of a container that is a list of links, bare or with teasers, whatever its names."""
    size = node.last - node.first
    if size < 2:
        return None
    share = layout.link_share(node)
    prose = layout.prose_in(node)
    if share > 0.6 and prose <= 0.1 * layout.total:
        return _list_kind(layout, node)
    if len(node.children) >= 3 and prose <= TWO_HINTS * layout.total and _teasers(layout, node):
        return "related"
    return None


def _list_kind(layout: Layout, node: Node) -> str:
    if layout.leaves[node.first].text.find("›") > 0 or any(
        "»" in leaf.text for leaf in layout.leaves[node.first : node.last]
    ):
        return "navigation"
    linked = [words(leaf.text) for leaf in layout.leaves[node.first : node.last] if leaf.link]
    return "related" if linked and sum(linked) / len(linked) >= 4.5 else "navigation"


def _teasers(layout: Layout, node: Node) -> bool:
    """Whether most children are alike, and each is a linked headline with at most a little text of its own."""
    nodes = layout.nodes
    shapes = Counter((nodes[c].tag, nodes[c].names.partition(" ")[0]) for c in node.children)
    shape, count = shapes.most_common(1)[0]
    if count < 3:
        return False
    items = leaves = 0
    for c in node.children:
        child = nodes[c]
        if (child.tag, child.names.partition(" ")[0]) == shape and _is_teaser(layout, child):
            items += 1
            leaves += child.last - child.first
    return items >= 3 and items >= 0.7 * count and leaves >= 0.6 * (node.last - node.first)


def _is_teaser(layout: Layout, node: Node) -> bool:
    size = node.last - node.first
    if not 1 <= size <= 5 or layout.prose_in(node) > 70:
        return False
    return any(
        layout.linked(i) and words(layout.leaves[i].text) >= 3
        for i in range(node.first, min(node.first + 3, node.last))
    )


def mark_sections(layout: Layout) -> None:
    """Label what a heading such as "Tin liên quan" or "Komentar" heads."""
    for i, leaf in enumerate(layout.leaves):
        if layout.kinds[i] is not None or i == layout.title or len(leaf.text) > 80:
            continue
        kind = section(leaf.text)
        if kind:
            layout.kinds[i] = kind
            _mark_section(layout, i, kind)


def _mark_section(layout: Layout, heading: int, kind: str) -> None:
    nodes = layout.nodes
    limit = 0.8 if kind == "comment_box" and layout.prose_before(heading) >= 40 else ONE_HINT
    at = layout.leaves[heading].node
    best = None
    while at > 0 and nodes[at].first == heading:
        node = nodes[at]
        if layout.holds_title(node) or layout.prose_in(node) > limit * layout.total:
            break
        if node.last - node.first > 1:
            best = node
        at = node.parent
    if best is not None:
        layout.mark(best.first, best.last, kind)
        return
    end = nodes[max(at, 0)].last
    i = heading + 1
    behind = layout.prose_before(heading) >= 0.5 * layout.total
    while (
        i < end
        and layout.kinds[i] is None
        and (
            layout.linked(i)
            or (kind == "comment_box" and limit > ONE_HINT)
            or (behind and layout.linked(i - 1) and layout.leaves[i - 1].heading)  # the teaser below a linked headline
        )
    ):
        layout.kinds[i] = kind if kind in ("related", "comment_box", "navigation") else "related"
        i += 1


def _mark_imprint(layout: Layout) -> None:
    """Label the company text at the foot: from the first line of that kind behind the prose to the end of its part."""
    leaves = layout.leaves
    for i in range(len(leaves) - 1, -1, -1):
        if layout.kinds[i] is None and layout.prose_before(i) >= 0.5 * layout.total and is_imprint(leaves[i].text):
            layout.kinds[i] = "navigation"
            at = layout.nodes[leaves[i].node]
            while at.parent > 0:
                above = layout.nodes[at.parent]
                if layout.holds_title(above) or layout.prose_in(above) > ONE_HINT * layout.total:
                    break
                at = above
            if layout.prose_in(at) <= ONE_HINT * layout.total and not layout.holds_title(at):
                layout.mark(at.first, at.last, "navigation")
