"""The lines inside and around the article: what is left to label once the article's place is known."""

from __future__ import annotations

from dropwire.clean.page.hints import is_imprint, line_kind, name_hint
from dropwire.clean.page.layout import Layout, ends_sentence, words
from dropwire.clean.page.region import fold


def mark_lines(layout: Layout, first: int, last: int) -> None:
    """Give every leaf outside the article a kind, and those inside it that are no body text."""
    if layout.title is not None:
        layout.kinds[layout.title] = "title"
    for i in range(len(layout.leaves)):
        if layout.kinds[i] is None:
            if first <= i < last:
                layout.kinds[i] = _inside(layout, i)
            else:
                layout.kinds[i] = _outside(layout, i)
    _mark_captions(layout)
    _mark_edges(layout, first, last)
    _mark_repeats(layout)


def _outside(layout: Layout, i: int) -> str:
    leaf = layout.leaves[i]
    kind = line_kind(leaf.text)
    if kind:
        return kind
    if layout.linked(i) and words(leaf.text) >= 5:
        return "related"
    return "navigation"


def _inside(layout: Layout, i: int) -> str | None:
    leaf = layout.leaves[i]
    kind = line_kind(leaf.text)
    if kind and (leaf.link or leaf.bold or leaf.italic or words(leaf.text) <= 30):
        return kind
    if layout.linked(i) and not (words(leaf.text) >= 20 and ends_sentence(leaf.text)):
        return "related" if words(leaf.text) >= 3 else "navigation"
    return None


def _mark_captions(layout: Layout) -> None:
    """Short text that goes with a picture."""
    nodes = layout.nodes
    for i, leaf in enumerate(layout.leaves):
        if layout.kinds[i] is not None or words(leaf.text) > 60:
            continue
        node = nodes[leaf.node]
        size = len(leaf.text)
        alone = node.images and node.last - node.first == 1
        if (node.alt and len(leaf.text) >= 10 and fold(node.alt) == fold(leaf.text)) or alone:
            layout.kinds[i] = "caption"
        elif leaf.image_before and (leaf.italic >= 0.8 * size or leaf.aligned):
            layout.kinds[i] = "caption"


def _mark_edges(layout: Layout, first: int, last: int) -> None:
    """Short lines before the first and after the last sentence of the article."""
    body = [i for i in range(first, last) if layout.kinds[i] is None]
    prose = [i for i in body if layout.prose[i]]
    if not prose:
        return
    for i in body:
        leaf = layout.leaves[i]
        if i < prose[0] and not leaf.heading and words(leaf.text) <= 8 and not ends_sentence(leaf.text):
            layout.kinds[i] = "navigation"
        elif i > prose[-1] and not ends_sentence(leaf.text) and words(leaf.text) <= 8:
            layout.kinds[i] = "related" if leaf.heading else "signoff"
        elif i > prose[-1] and is_imprint(leaf.text):
            layout.kinds[i] = "navigation"


def _mark_repeats(layout: Layout) -> None:
    """The headline said again, and quotations pulled out of the text."""
    title = fold(layout.leaves[layout.title].text) if layout.title is not None else ""
    bodies = [i for i, kind in enumerate(layout.kinds) if kind is None]
    text = " | ".join(fold(layout.leaves[i].text) for i in bodies)
    for i in bodies:
        leaf = layout.leaves[i]
        node = layout.nodes[leaf.node]
        if title and len(title) > 12 and fold(leaf.text) == title:
            layout.kinds[i] = "duplicate"
        elif (node.tag in ("blockquote", "aside", "q") or "quote" in node.names or "pull" in node.names) and words(
            leaf.text
        ) >= 5:
            if text.count(fold(leaf.text)) > 1:
                layout.kinds[i] = "duplicate"
